//! Licence expressions: `MIT OR (Apache-2.0 AND Unicode-3.0)`, and the older `MIT/Apache-2.0`.

/// Whether a set of allowed licences satisfies `expression`.
///
/// A licence with an exception (`Apache-2.0 WITH LLVM-exception`) counts as one licence of that
/// name.
pub fn allowed(expression: &str, allow: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = ExpressionReader { words: &words, allow };
    let allowed = reader.either()?;
    match reader.words.first() {
        None => Ok(allowed),
        Some(word) => Err(format!("`{word}` is not expected there")),
    }
}

struct ExpressionReader<'a> {
    words: &'a [&'a str],
    allow: &'a dyn Fn(&str) -> bool,
}

impl<'a> ExpressionReader<'a> {
    fn either(&mut self) -> Result<bool, String> {
        let mut allowed = self.both()?;
        while self.take("OR") {
            allowed |= self.both()?;
        }
        Ok(allowed)
    }

    fn both(&mut self) -> Result<bool, String> {
        let mut allowed = self.one()?;
        while self.take("AND") {
            allowed &= self.one()?;
        }
        Ok(allowed)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.take("(") {
            let allowed = self.either()?;
            return if self.take(")") { Ok(allowed) } else { Err("`)` is missing".to_owned()) };
        }
        let licence = self.name()?;
        if self.take("WITH") {
            let exception = self.name()?;
            return Ok((self.allow)(&format!("{licence} WITH {exception}")));
        }
        Ok((self.allow)(licence))
    }

    fn name(&mut self) -> Result<&'a str, String> {
        match self.words.split_first() {
            Some((word, rest)) if !["OR", "AND", "WITH", "(", ")"].contains(word) => {
                self.words = rest;
                Ok(word)
            }
            Some((word, _)) => Err(format!("a licence is expected, not `{word}`")),
            None => Err("a licence is expected at the end".to_owned()),
        }
    }

    fn take(&mut self, expected: &str) -> bool {
        match self.words.split_first() {
            Some((word, rest)) if *word == expected => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::allowed;

    fn holds(expression: &str) -> Result<bool, String> {
        let allow = ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"];
        allowed(expression, &|licence| allow.contains(&licence))
    }

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_of_it_is_needed() {
        for (expression, expected) in [
            ("MIT", true),
            ("GPL-3.0", false),
            ("GPL-3.0 OR MIT", true),
            ("GPL-3.0/MIT", true),
            ("GPL-3.0 / MIT", true),
            ("GPL-3.0 AND MIT", false),
            ("Zlib AND MIT", true),
            ("Zlib OR MIT AND GPL-3.0", true),
            ("(Zlib OR MIT) AND GPL-3.0", false),
            ("(GPL-3.0 OR MIT) AND Zlib", true),
            ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
            ("Apache-2.0", false),
            ("MIT WITH LLVM-exception", false),
        ] {
            assert_eq!(holds(expression), Ok(expected), "{expression}");
        }
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for expression in ["", "MIT OR", "AND MIT", "(MIT", "MIT)", "MIT Zlib", "MIT WITH"] {
            holds(expression).expect_err(expression);
        }
    }
}
