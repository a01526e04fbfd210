#!/usr/bin/env node
// Runs the program that the package of this platform carries, with the same arguments, streams and exit code.
'use strict';
const { spawnSync } = require('node:child_process');

const platform = `@rolebook/${process.platform}-${process.arch}`;
const file = process.platform === 'win32' ? 'rolebook.exe' : 'rolebook';
let program;
try {
  program = require.resolve(`${platform}/bin/${file}`);
} catch {
  console.error(`error: there is no rolebook for this computer: the package ${platform} is not installed`);
  console.error('  hint: install without `--omit=optional`; for other systems build it with `cargo install`');
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: 'inherit' });
if (error) {
  console.error(`error: ${program} cannot be run: ${error.message}`);
  process.exit(2);
}
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 2);
