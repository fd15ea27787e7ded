//! Lines that a refresh dropped. No entry records this: a line goes once no subscription counts for
//! it, if its partner has neither edited nor commented it.

use super::Replay;
use super::entries::quantity;
use crate::history::{Entry, FieldChange, HistoryField};
use crate::status::Verb;

/// What the entries so far left on a line that the report does not have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DroppedLine {
    is_edited: bool,
    is_commented: bool,
}

impl Replay<'_> {
    /// Whether a product has no line, and may have had one before the figures stood.
    pub(super) fn may_be_dropped(&self, product: &str) -> bool {
        self.stands_since.is_none() && !self.has_line(product)
    }

    fn has_line(&self, product: &str) -> bool {
        self.stored.lines.iter().any(|line| line.product.code == product)
    }

    /// An edit of such a line. The line can go only after another edit has taken it back.
    pub(super) fn dropped_line_edited(
        &mut self,
        entry: &Entry,
        product: &str,
        change: &FieldChange,
    ) {
        let line = self.dropped.entry(product.to_owned()).or_default();
        match change.field {
            HistoryField::Comment | HistoryField::CommentConfirmed => {
                line.is_commented = change.after.is_some();
            }
            _ => {
                let record = entry.lines.iter().find(|record| record.product == product);
                let default = record.map(|record| record.default_chargeable);
                let is_default = default.is_none() || quantity(change.after.as_deref()) == default;
                line.is_edited = entry.verb != Verb::Reset && !is_default;
            }
        }
    }

    /// No refresh drops a line that its partner has edited or commented.
    pub(super) fn check_dropped(&mut self) {
        for (product, line) in std::mem::take(&mut self.dropped) {
            if line.is_edited || line.is_commented {
                self.broken.push(format!("its line {product} is missing"));
            }
        }
    }

    /// The products of lines that the report was made with and does not have any more.
    pub(super) fn dropped_lines(&self) -> Vec<String> {
        self.made_lines.iter().filter(|product| !self.has_line(product)).cloned().collect()
    }
}
