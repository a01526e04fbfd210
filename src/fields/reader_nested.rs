//! Fields that hold more than one value, or a text of a form of its own.

use super::{Fields, Spanned, Table, Value, short, suggestion, wishes, words};

impl<'t> Fields<'t, '_> {
    /// A list of texts, none of them empty. One text alone is read as a list of one.
    pub fn strings(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let item = self.item_such_as(key, "[\"...\"]")?;
        let hint = "write a list of texts, such as `[\"a\", \"b\"]`";
        let items = match &item.value {
            Value::Array(items) => items.as_slice(),
            Value::String(_) => std::slice::from_ref(item),
            _ => return self.misfit(key, "a list of texts", hint, item),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::String(text) if text.trim().is_empty() => {
                    self.report(&item.span, format!("a text in `{key}` is empty"), "write something, or remove it");
                }
                Value::String(text) => texts.push(Spanned { value: text.clone(), span: item.span.clone() }),
                other => {
                    self.report(
                        &item.span,
                        format!("`{key}` must be a list of texts, found {} in it", other.kind()),
                        hint,
                    );
                }
            }
        }
        Some(texts)
    }

    /// One of a few names, each with its meaning.
    pub fn one_of<T: Copy>(&mut self, key: &'static str, names: &[(&str, T)]) -> Option<Spanned<T>> {
        let known = || names.iter().map(|(name, _)| *name);
        let others: Vec<String> = known().skip(1).map(|name| format!("`\"{name}\"`")).collect();
        let item = self.item_or(key, |_| {
            let first = known().next().unwrap_or("...");
            format!("add a line `{key} = \"{first}\"`, or one with {}", others.join(", "))
        })?;
        let text = self.string_of(key, item)?;
        match names.iter().find(|(name, _)| *name == text.value) {
            Some((_, meaning)) => Some(Spanned { value: *meaning, span: text.span }),
            None => {
                let message = format!("`{key}` cannot be `{}`", short(&text.value));
                let hint = match words::meant(&text.value, known()) {
                    Some(name) => self.write(&text.span, &format!("\"{name}\"")),
                    None => suggestion(&text.value, known(), "it is one of"),
                };
                self.report(&text.span, message, hint);
                None
            }
        }
    }

    /// Text that `parse` understands; `wanted` says what that is, with its article: "a length of time such as `6 months`".
    pub fn parse<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Spanned<T>> {
        self.parse_near(key, wanted, parse, |_| None)
    }

    /// As [`Fields::parse`]; `near` makes of another text what was probably meant.
    pub fn parse_near<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        near: impl FnOnce(&str) -> Option<String>,
    ) -> Option<Spanned<T>> {
        let item = self.item_such_as(key, "\"...\"")?;
        let text = match &item.value {
            // A number where a text is wanted: quotes around it are not enough.
            Value::Integer(_) | Value::Float(_) => {
                Spanned { value: self.raw(&item.span).to_owned(), span: item.span.clone() }
            }
            _ => self.string_of(key, item)?,
        };
        let is_text = matches!(item.value, Value::String(_));
        match parse(text.value.trim()).filter(|_| is_text) {
            Some(value) => Some(Spanned { value, span: text.span }),
            None => {
                let message = format!("`{key}` cannot be `{}`", short(&text.value));
                let meant = near(text.value.trim()).map(|meant| self.write(&text.span, &wishes::quoted(&meant)));
                self.report(&text.span, message, meant.unwrap_or_else(|| format!("write {wanted}")));
                None
            }
        }
    }

    /// A table; read it with a reader of its own, over [`Fields::diags`].
    pub fn table(&mut self, key: &'static str) -> Option<&'t Table> {
        let item = self.item(key)?;
        match &item.value {
            Value::Table(table) => Some(table),
            Value::Array(items) => {
                let first = items.iter().find_map(|item| match &item.value {
                    Value::String(name) => Some(name.as_str()),
                    _ => None,
                });
                let hint = match first {
                    Some(name) => format!("write `{key} = {{ {name} = \"...\" }}`"),
                    None => "write keys and values below its name".to_owned(),
                };
                self.misfit(key, "a table of keys and values", &hint, item)
            }
            _ => self.misfit(key, "a table of keys and values", "write keys and values below its name", item),
        }
    }

    /// A list of tables, such as `[[stage]]`.
    pub fn tables(&mut self, key: &'static str) -> Option<Vec<&'t Table>> {
        let item = self.item(key)?;
        let hint = "begin each one with its name in double brackets";
        let Value::Array(items) = &item.value else { return self.misfit(key, "a list of tables", hint, item) };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::Table(table) => tables.push(table),
                other => {
                    self.report(
                        &item.span,
                        format!("`{key}` must be a list of tables, found {} in it", other.kind()),
                        hint,
                    );
                }
            }
        }
        Some(tables)
    }
}
