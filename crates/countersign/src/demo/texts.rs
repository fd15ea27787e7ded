//! What people write: comments, reasons and notes, in the language of their region.

use super::companies::Distributor;

/// The texts of one language.
pub(super) struct Texts {
    /// Why so much more is provisioned than used.
    pub(super) explained: &'static [&'static str],
    /// About the report as a whole.
    pub(super) report: &'static [&'static str],
    /// Why another figure is charged.
    pub(super) edited: &'static [&'static str],
    /// Why a completed report is to be corrected.
    pub(super) corrected: &'static [&'static str],
    /// An answer to a rejection.
    pub(super) answered: &'static [&'static str],
    /// Why a report is rejected.
    pub(super) rejected: &'static [&'static str],
    /// What is asked about one line.
    pub(super) asked: &'static [&'static str],
    pub(super) noted: &'static [&'static str],
    /// Why an approval is taken back.
    pub(super) reopened: &'static [&'static str],
}

/// Why a vendor sends a report back.
pub(super) const RETURNED: [&str; 3] = [
    "The plan of one subscription is not in our books, please check",
    "Two customers are billed twice since their merger, please correct",
    "Our contract with this partner has other terms from October on",
];

/// The distributor's note on reports that are dispatched again.
pub(super) const CORRECTED: &str = "What you sent back, looked through again with our partners";

/// The texts of a distributor and its partners.
pub(super) fn of(distributor: &Distributor) -> &'static Texts {
    match distributor.code {
        "RHEINBOGEN" => &GERMAN,
        "KIRIMINE" | "SHIOMIZAKA" => &JAPANESE,
        "ALMORANA" => &SPANISH,
        _ => &ENGLISH,
    }
}

const ENGLISH: Texts = Texts {
    explained: &[
        "Seats set aside for a site that opens in December",
        "Customer is moving to a smaller plan, units go back next month",
        "Branch closed mid-month, the units could not be returned before the 1st",
        "Seasonal staff has left, agreed with the customer to keep the seats until spring",
        "Migration in two steps: old and new installation were both provisioned",
    ],
    report: &[
        "Two customers left mid-month, see lines.",
        "Figures agreed with all customers by telephone.",
        "The sensor of one site was down for two days, figures are complete again.",
        "First month with the new storage, please look closely.",
    ],
    edited: &[
        "Ten percent credit for the outage on the 12th, as agreed",
        "One server was counted twice after its rename",
        "Test installation, not to be charged as agreed in the order",
    ],
    corrected: &[
        "Found when the customer checked our invoice",
        "Our books were corrected after the month was closed",
        "The customer's contract ended earlier than we knew",
    ],
    answered: &[
        "The order confirmation is attached to the ticket, reference 2210",
        "Customer has confirmed in writing that the units stay until December",
        "Checked again with the customer: the figure is right",
    ],
    rejected: &[
        "We know of no credit, please send the confirmation",
        "The reason does not say which customer it is about",
        "Last month you explained the same units with another reason",
    ],
    asked: &["Which customer is this about?", "Please name the order", "Since when?"],
    noted: &["Agreed, thank you", "Checked against the orders", "Agreed on the telephone"],
    reopened: &[
        "Approved too early: the partner has announced a correction",
        "The figure of one line does not match the order",
    ],
};

const GERMAN: Texts = Texts {
    explained: &[
        "Reserve für den neuen Standort, Eröffnung im Dezember",
        "Kunde wechselt in den kleineren Tarif, Rückgabe zum Monatsende",
        "Filiale im Laufe des Monats geschlossen, Lizenzen werden zurückgegeben",
        "Umzug in zwei Schritten: Alt- und Neusystem liefen gleichzeitig",
    ],
    report: &[
        "Alle Zahlen mit den Kunden abgestimmt.",
        "Ein Messpunkt war zwei Tage ausgefallen, die Werte sind nachgeliefert.",
    ],
    edited: &[
        "Zehn Prozent Gutschrift für den Ausfall am 12., wie besprochen",
        "Ein Server wurde nach der Umbenennung doppelt gezählt",
    ],
    corrected: &[
        "Aufgefallen, als der Kunde unsere Rechnung prüfte",
        "Unsere Bücher wurden nach dem Monatsabschluss berichtigt",
    ],
    answered: &[
        "Auftragsbestätigung liegt im Ticket 2210 bei",
        "Mit dem Kunden noch einmal geprüft: der Wert stimmt",
    ],
    rejected: &[
        "Uns ist keine Gutschrift bekannt, bitte die Bestätigung nachreichen",
        "Aus der Begründung geht nicht hervor, um welchen Kunden es geht",
    ],
    asked: &["Um welchen Kunden geht es?", "Bitte den Auftrag nennen"],
    noted: &["Einverstanden, danke", "Mit den Aufträgen abgeglichen"],
    reopened: &["Zu früh genehmigt: der Partner hat eine Korrektur angekündigt"],
};

const JAPANESE: Texts = Texts {
    explained: &[
        "12月開設の新拠点分を先行して確保しています",
        "お客様が下位プランへ移行中のため、翌月に返却します",
        "月途中の支店閉鎖によるもので、月末までに返却できませんでした",
        "新旧環境の並行稼働期間のため、二重に割り当てています",
    ],
    report: &["全てのお客様と数量を確認済みです。", "センサー障害の2日分は再取得済みです。"],
    edited: &[
        "12日の障害による10%の減額(合意済み)",
        "サーバー名変更後に二重計上された1台分を除いています",
    ],
    corrected: &["お客様の請求書確認で判明しました", "月次締め後に帳簿を訂正しました"],
    answered: &[
        "注文確認書をチケット2210に添付しました",
        "お客様に再確認し、数量に誤りはありません",
    ],
    rejected: &[
        "減額の合意を確認できません。確認書をお送りください",
        "理由にどのお客様の件か記載がありません",
    ],
    asked: &["どのお客様の件でしょうか", "注文番号をご記入ください"],
    noted: &["確認しました。ありがとうございます", "注文内容と照合済みです"],
    reopened: &["承認が早すぎました。パートナーから訂正の連絡がありました"],
};

const SPANISH: Texts = Texts {
    explained: &[
        "Reservado para la nueva sede que abre en diciembre",
        "El cliente pasa a un plan menor, se devuelve el mes que viene",
        "La sucursal cerró a mediados de mes",
    ],
    report: &["Cifras acordadas con todos los clientes."],
    edited: &["Abono del diez por ciento por la avería del día 12, según lo acordado"],
    corrected: &["Detectado cuando el cliente revisó nuestra factura"],
    answered: &["Confirmado de nuevo con el cliente: la cifra es correcta"],
    rejected: &["No nos consta ningún abono, envíen la confirmación"],
    asked: &["¿De qué cliente se trata?"],
    noted: &["De acuerdo, gracias"],
    reopened: &["Aprobado demasiado pronto: el socio anunció una corrección"],
};
