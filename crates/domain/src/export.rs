//! The canonical export document of a report, and its content hash.
//!
//! One JSON text for one state of a report: keys sorted, quantities as strings, no spaces, absent
//! values as null. The same report gives the same bytes on every engine and machine: dispatches
//! carry them, copies are compared by them, and signatures can cover them.

mod amendment;

use crate::history::Hash;
use crate::line::Line;
use crate::report::{How, Report};
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use amendment::amendment_document;

/// The version of the document's form.
pub const DOCUMENT_VERSION: u32 = 1;

/// The identifying data of a report in documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The id of the report, a UUID.
    pub report_id: Uuid,
    /// Code of the distributor.
    pub distributor: String,
    /// The name that people see.
    pub distributor_name: String,
    /// Code of the vendor.
    pub vendor: String,
    /// Code of the partner.
    pub partner: String,
    /// The name that people see.
    pub partner_name: String,
    /// The company id of the partner.
    pub company_id: String,
    /// The city, if it is known.
    pub city: Option<String>,
    /// The state, if it is known.
    pub state: Option<String>,
}

/// The parts of a document. Their order is that of the text, sorted.
#[derive(Serialize)]
struct Document<'a> {
    approval: Option<&'static str>,
    city: Option<&'a str>,
    company_id: &'a str,
    cycle: String,
    deadline: String,
    decided_at: Option<String>,
    distributor: &'a str,
    distributor_name: &'a str,
    document_version: u32,
    flagged: bool,
    history_head: String,
    lines: Vec<DocumentLine<'a>>,
    partner: &'a str,
    partner_name: &'a str,
    period_end: String,
    period_start: String,
    reasons: Option<&'a str>,
    report_comment: Option<&'a str>,
    report_id: String,
    review_kind: Option<&'static str>,
    state: Option<&'a str>,
    status: &'static str,
    submission: Option<&'static str>,
    submitted_at: Option<String>,
    time_zone: &'a str,
    vendor: &'a str,
    version: i64,
}

/// The parts of a line, in the same order.
#[derive(Serialize)]
struct DocumentLine<'a> {
    basis: &'static str,
    carried_forward: bool,
    chargeable: String,
    comment: Option<&'a str>,
    default_chargeable: String,
    over_provisioned_percent: Option<String>,
    penalty: bool,
    product: &'a str,
    product_name: &'a str,
    provisioned: String,
    unit: &'a str,
    used: Option<String>,
}

/// The canonical document of a report whose history ends with `head`.
///
/// # Panics
/// Never panics: every part of a report can be written as JSON.
#[must_use]
pub fn document(names: &Names, report: &Report, head: &Hash) -> String {
    let document = Document {
        approval: report.approval.map(How::token),
        city: names.city.as_deref(),
        company_id: &names.company_id,
        cycle: report.cycle.to_string(),
        deadline: report.deadline.to_string(),
        decided_at: report.decided_at.map(|at| at.to_string()),
        distributor: &names.distributor,
        distributor_name: &names.distributor_name,
        document_version: DOCUMENT_VERSION,
        flagged: report.flagged,
        history_head: hex(head),
        lines: report.lines.iter().map(line).collect(),
        partner: &names.partner,
        partner_name: &names.partner_name,
        period_end: report.cycle.last_date().to_string(),
        period_start: report.cycle.first_date().to_string(),
        reasons: report.reasons.as_deref(),
        report_comment: report.comment.as_deref(),
        report_id: names.report_id.to_string(),
        review_kind: report.review.map(crate::status::ReviewKind::label),
        state: names.state.as_deref(),
        status: report.status.token(),
        submission: report.submission.map(How::token),
        submitted_at: report.submitted_at.map(|at| at.to_string()),
        time_zone: report.zone.name(),
        vendor: &names.vendor,
        version: report.version,
    };
    serde_json::to_string(&document).expect("a document has string keys only")
}

fn line(line: &Line) -> DocumentLine<'_> {
    DocumentLine {
        basis: line.product.basis.token(),
        carried_forward: line.figures.carried_forward,
        chargeable: line.chargeable().to_string(),
        comment: line.comment.as_ref().map(|comment| comment.text.as_str()),
        default_chargeable: line.figures.default_chargeable.to_string(),
        over_provisioned_percent: line.over_provisioned().map(|share| share.to_string()),
        penalty: line.penalty,
        product: &line.product.code,
        product_name: &line.product.name,
        provisioned: line.figures.provisioned.to_string(),
        unit: &line.product.unit,
        used: line.figures.used.map(|used| used.to_string()),
    }
}

/// The content hash of a document: SHA-256.
#[must_use]
pub fn content_hash(document: &str) -> Hash {
    Sha256::digest(document).into()
}

/// A hash as 64 hexadecimal digits.
#[must_use]
pub fn hex(hash: &Hash) -> String {
    HEXLOWER.encode(hash)
}

/// The hash that 64 hexadecimal digits in lower case write.
#[must_use]
pub fn unhex(digits: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    // The decoder panics at another length.
    let digits = (digits.len() == 2 * hash.len()).then_some(digits.as_bytes())?;
    HEXLOWER.decode_mut(digits, &mut hash).ok().map(|_| hash)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::access::Parties;
    use crate::actor::SystemRule;
    use crate::basis::Basis;
    use crate::cycle::Cycle;
    use crate::instant::Instant;
    use crate::line::{Comment, tests::line};
    use crate::report::Made;
    use crate::settings::{Rules, Settings};
    use crate::status::{ReviewKind, Status};
    use crate::zone::Zone;

    pub(crate) fn names() -> Names {
        Names {
            report_id: Uuid::from_u128(7),
            distributor: "NORD".into(),
            distributor_name: "Nordlicht".into(),
            vendor: "ACME".into(),
            partner: "P-1".into(),
            partner_name: "Müller & \"Söhne\"".into(),
            company_id: Uuid::nil().to_string(),
            city: None,
            state: Some("HH".into()),
        }
    }

    pub(crate) fn report() -> Report {
        let none = Settings::default();
        let at = Instant::parse("2026-10-02T00:00:00+02:00").unwrap();
        let made = Made::by_system(SystemRule::CycleEnded, at, at);
        let parties = Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 };
        let cycle = Cycle::parse("2026-09").unwrap();
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let lines = vec![line(1000, Some(780), Basis::Peak)];
        Report::make(parties, cycle, zone, Rules::resolve(&none, &none, &none), lines, &made).0
    }

    #[test]
    fn the_document_of_a_report_as_made_is_this_text() {
        let expected = concat!(
            r#"{"approval":null,"city":null,"#,
            r#""company_id":"00000000-0000-0000-0000-000000000000","cycle":"2026-09","#,
            r#""deadline":"2026-10-06T22:00:00Z","decided_at":null,"distributor":"NORD","#,
            r#""distributor_name":"Nordlicht","document_version":1,"flagged":false,"#,
            r#""history_head":"0000000000000000000000000000000000000000000000000000000000000000","#,
            r#""lines":[{"basis":"peak","carried_forward":false,"chargeable":"780","#,
            r#""comment":null,"default_chargeable":"780","over_provisioned_percent":"22.0","#,
            r#""penalty":false,"product":"EP","product_name":"Endpoint Shield","#,
            r#""provisioned":"1000","unit":"Seats","used":"780"}],"#,
            r#""partner":"P-1","partner_name":"Müller & \"Söhne\"","#,
            r#""period_end":"2026-09-30","period_start":"2026-09-01","reasons":null,"#,
            r#""report_comment":null,"report_id":"00000000-0000-0000-0000-000000000007","#,
            r#""review_kind":null,"state":"HH","status":"preparing","submission":null,"#,
            r#""submitted_at":null,"time_zone":"Europe/Berlin","vendor":"ACME","version":1}"#,
        );
        assert_eq!(document(&names(), &report(), &[0; 32]), expected);
    }

    #[test]
    fn every_part_of_a_decided_report_stands_in_its_document() {
        let at = Instant::parse("2026-10-07T00:00:00.999999+02:00").unwrap();
        let mut report = Report {
            status: Status::Rejected,
            review: Some(ReviewKind::AutomaticWithPenalties),
            submission: Some(How::Automatic),
            submitted_at: Some(at),
            approval: Some(How::Manual),
            decided_at: Some(at.plus_micros(1_000_000)),
            reasons: Some("a\nb".into()),
            comment: Some("whole".into()),
            flagged: true,
            version: 12,
            ..report()
        };
        report.lines[0].penalty = true;
        report.lines[0].figures.carried_forward = true;
        report.lines[0].comment = Some(Comment { text: "old".into(), counts: false });
        report.lines.push(line(10, None, Basis::Sum));
        let text = document(&names(), &report, &[0xa5; 32]);
        for part in [
            r#""status":"rejected""#,
            r#""review_kind":"automatic submission (penalties)""#,
            r#""submission":"automatic""#,
            r#""submitted_at":"2026-10-06T22:00:00Z""#,
            r#""approval":"manual""#,
            r#""decided_at":"2026-10-06T22:00:01Z""#,
            r#""reasons":"a\nb""#,
            r#""report_comment":"whole""#,
            r#""flagged":true"#,
            r#""version":12"#,
            r#""chargeable":"1000""#,
            r#""penalty":true"#,
            r#""carried_forward":true"#,
            r#""comment":"old""#,
            r#""used":null"#,
            r#""over_provisioned_percent":null"#,
            r#""basis":"sum""#,
            &format!("\"history_head\":\"{}\"", "a5".repeat(32)),
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }

    #[test]
    fn a_hash_is_of_the_bytes_and_written_as_64_digits() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex(&content_hash("")), empty);
        let one = document(&names(), &report(), &[0; 32]);
        let other = document(&names(), &Report { version: 2, ..report() }, &[0; 32]);
        assert_ne!(content_hash(&one), content_hash(&other));
        assert_eq!(hex(&[0x0f; 32]), "0f".repeat(32));
    }

    #[test]
    fn the_document_of_an_amendment_is_this_text() {
        use crate::correction::{CorrectedLine, Correction, CorrectionState, ProductLabel};
        use crate::quantity::Quantity;
        let at = Instant::parse("2026-11-03T10:00:00Z").unwrap();
        let label = |code: &str| ProductLabel { code: code.into(), ..label() };
        let correction = Correction {
            number: 1,
            state: CorrectionState::Dispatched,
            amendment: Some(2),
            company_id: 3,
            person_id: 9,
            proposed_at: at,
            proposed_version: 5,
            changed_at: at,
            version: 7,
            reason: "late \"readings\"".into(),
            lines: vec![
                CorrectedLine {
                    product: label("EP"),
                    before: Some(Quantity::from_units(780)),
                    after: Quantity::from_units(700),
                    reason: "a\nb".into(),
                },
                CorrectedLine {
                    product: label("NEW"),
                    before: None,
                    after: Quantity::from_units(4),
                    reason: "new".into(),
                },
            ],
        };
        let expected = concat!(
            r#"{"amendment":2,"city":null,"#,
            r#""company_id":"00000000-0000-0000-0000-000000000000","cycle":"2026-09","#,
            r#""distributor":"NORD","distributor_name":"Nordlicht","document_version":1,"#,
            r#""history_head":"0000000000000000000000000000000000000000000000000000000000000000","#,
            r#""lines":[{"after":"700","before":"780","difference":"-80","product":"EP","#,
            r#""product_name":"Endpoint Shield","reason":"a\nb","unit":"Seats"},"#,
            r#"{"after":"4","before":null,"difference":"4","product":"NEW","#,
            r#""product_name":"Endpoint Shield","reason":"new","unit":"Seats"}],"#,
            r#""partner":"P-1","partner_name":"Müller & \"Söhne\"","#,
            r#""period_end":"2026-09-30","period_start":"2026-09-01","#,
            r#""proposed_at":"2026-11-03T10:00:00Z","reason":"late \"readings\"","#,
            r#""report_id":"00000000-0000-0000-0000-000000000007","#,
            r#""state":"HH","time_zone":"Europe/Berlin","vendor":"ACME","version":1}"#,
        );
        assert_eq!(amendment_document(&names(), &report(), &correction, &[0; 32]), expected);
    }

    fn label() -> crate::correction::ProductLabel {
        (&line(1, None, Basis::Peak).product).into()
    }
}
