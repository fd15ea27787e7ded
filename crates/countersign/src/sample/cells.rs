//! How cells are written: quoted text, numbers, quantities with decimals.

/// Appends a record of text cells, each quoted where it must be.
pub(crate) fn record(out: &mut Vec<u8>, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        text(out, cell);
    }
    out.extend_from_slice(b"\r\n");
}

fn text(out: &mut Vec<u8>, cell: &str) {
    if !cell.contains([',', '"', '\r', '\n']) {
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in cell.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// Appends `value` in decimal digits, with zeros in front up to `width`.
pub(crate) fn number(out: &mut Vec<u8>, mut value: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    while value > 0 {
        at -= 1;
        // A remainder of ten is one digit.
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
    }
    let padded = digits.len() - width.clamp(1, digits.len());
    out.extend_from_slice(&digits[at.min(padded)..]);
}

/// Appends a quantity of `scaled` / 10^`decimals` units, without trailing zeros.
pub(crate) fn quantity(out: &mut Vec<u8>, scaled: u64, decimals: u8) {
    if decimals == 0 {
        return number(out, scaled, 1);
    }
    let one = 10_u64.pow(u32::from(decimals));
    number(out, scaled / one, 1);
    let rest = scaled % one;
    if rest == 0 {
        return;
    }
    out.push(b'.');
    number(out, rest, usize::from(decimals));
    while out.last() == Some(&b'0') {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quantities_carry_no_trailing_zeros() {
        assert_eq!(written(|out| quantity(out, 0, 2)), "0");
        assert_eq!(written(|out| quantity(out, 120, 0)), "120");
        assert_eq!(written(|out| quantity(out, 50_000, 2)), "500");
        assert_eq!(written(|out| quantity(out, 50_010, 2)), "500.1");
        assert_eq!(written(|out| quantity(out, 5, 3)), "0.005");
        assert_eq!(written(|out| number(out, u64::MAX, 1)), u64::MAX.to_string());
        assert_eq!(written(|out| number(out, 42, 7)), "0000042");
    }

    #[test]
    fn only_cells_that_need_it_are_quoted() {
        let line = written(|out| record(out, &["a b", "c,d", "e\"f", ""]));
        assert_eq!(line, "a b,\"c,d\",\"e\"\"f\",\r\n");
    }
}
