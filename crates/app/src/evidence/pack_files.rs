//! Files by name, wherever they come from: the ZIP of a pack, or the inside of a PDF.

/// A set of files that is checked.
pub(crate) trait PackFiles {
    /// The names, in order.
    fn names(&self) -> &[String];

    /// A file as a whole.
    ///
    /// # Errors
    /// A sentence that says why it cannot be read.
    fn read(&mut self, name: &str) -> Result<Vec<u8>, String>;

    /// A file as text.
    ///
    /// # Errors
    /// A sentence that says why it cannot be read.
    fn text(&mut self, name: &str) -> Result<String, String> {
        String::from_utf8(self.read(name)?).map_err(|_| "it is not UTF-8".to_owned())
    }

    /// Whether there is such a file.
    fn has(&self, name: &str) -> bool {
        self.names().iter().any(|it| it == name)
    }
}
