//! Serves builds from memory and reloads the browser on a change.
