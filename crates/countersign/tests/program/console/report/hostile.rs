//! Text that people enter is shown as they wrote it, and has no effect.

use super::{field, line_of, send, submitted, typed};
use crate::console::fixture::ConsoleFixture;

const HOSTILE: [&str; 5] = [
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "\u{202e}evil\u{202c} مرحبا \u{2069}",
    "😀👩‍👩‍👧‍👦 emoji",
    "</textarea></form><form action=https://x.example>",
    "bell {{ shell }} { $who } =cmd|' /C calc'!A0",
];

#[tokio::test]
async fn hostile_words_are_shown_as_they_are_everywhere() {
    let fixture = ConsoleFixture::new().await;
    let (partner, report) = submitted(&fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    for text in HOSTILE {
        let version = field(&distributor.get(&report).await, "version");
        let line = distributor.get(&format!("{report}/reject")).await;
        let line = line.body.split("name=\"reasons-").nth(1).unwrap();
        let line = format!("reasons-{}", line.split('"').next().unwrap());
        let fields = [("version", version.as_str()), ("reasons", text), (line.as_str(), text)];
        distributor.post(&format!("{report}/reject"), &fields).await.leads_on();
        let page = partner.get(&report).await;
        let comment = format!("comment-{}", line_of(&page));
        let fields = typed(&page, &[(comment.as_str(), text), ("comment", text)]);
        send(&partner, &format!("{report}/draft"), &fields).await.leads_on();
        let mut pages = Vec::new();
        for path in ["", "/history", "/submit", "/lines/EP"] {
            pages.push(partner.get(&format!("{report}{path}")).await);
        }
        let version = field(&pages[2], "version");
        partner.post(&format!("{report}/submit"), &[("version", &version)]).await.leads_on();
        for path in ["", "/history", "/reject"] {
            pages.push(distributor.get(&format!("{report}{path}")).await);
        }
        let stale = distributor.post(&format!("{report}/approve"), &[("version", "1")]).await;
        pages.push(stale);
        for page in &pages {
            for evil in ["<script>alert", "<img src=x", "<form action=https"] {
                assert!(!page.has(evil), "{text}: {}", page.body);
            }
        }
        let escaped = text.split(['<', '"', '\'', '>', '&']).max_by_key(|it| it.len()).unwrap();
        assert!(pages[0].has(escaped) && pages[1].has(escaped), "{text}: {}", pages[0].body);
    }
}
