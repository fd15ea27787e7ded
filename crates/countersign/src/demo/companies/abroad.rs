//! The partners of the other distributors.

use super::Part::{
    Absent, Agreed, Answering, Completed, Dispatched, Drafting, Explained, Late, Moved, Penalised,
    PenaltyHeld, Prompt, Refused, Reopened, Returned, SilentFine, SilentHeld, Untouched,
};
use super::{Partner, msp, reseller};

#[rustfmt::skip]
pub(super) const GREEK: [Partner; 6] = [
    msp("LYKORACHI", "Λυκοράχη Πληροφορική Α.Ε.", ["Βόλος", "Θεσσαλία"], [Prompt, SilentFine]),
    msp("ANTHONISI", "Ανθονήσι Δίκτυα Ε.Π.Ε.", ["Χανιά", "Κρήτη"], [Untouched, Absent]),
    msp("PETROVRYSI", "Πετροβρύση Υπηρεσίες Νέφους Α.Ε.", ["Καβάλα", "Μακεδονία"],
        [Explained, Agreed]),
    msp("ILIOPIGI", "Ηλιοπηγή Συστήματα Ο.Ε.", ["Καλαμάτα", "Πελοπόννησος"], [Agreed, Absent]),
    msp("AMMOKAMPOS", "Αμμόκαμπος Δίκτυα Ο.Ε.", ["Ρόδος", "Νότιο Αιγαίο"], [Refused, Untouched]),
    msp("CHRYSOLOFOS", "Χρυσόλοφος Πληροφορική Ε.Π.Ε.", ["Ιωάννινα", "Ήπειρος"],
        [SilentFine, SilentFine]),
];

#[rustfmt::skip]
pub(super) const OF_THE_ISP: [Partner; 3] = [
    msp("KYSTLINJE", "Kystlinje Drift AS", ["Ålesund", "Møre og Romsdal"], [Untouched, Absent]),
    msp("VIDDENETT", "Viddenett AS", ["Geilo", "Buskerud"], [Untouched, Absent]),
    msp("BRESKY", "Bresky AS", ["Førde", "Vestland"], [Untouched, Absent]),
];

#[rustfmt::skip]
pub(super) const GERMAN: [Partner; 9] = [
    msp("WEIDENTAL", "Weidental Systemhaus GmbH", ["Görlitz", "Sachsen"], [Explained, Drafting]),
    msp("STEINACKER", "Steinacker IT-Service KG", ["Fulda", "Hessen"], [Agreed, Dispatched]),
    msp("LINDENGRUND", "Lindengrund Rechenzentrum AG", ["Thun", "Bern"], [Completed, Absent]),
    msp("MUEHLBRUECKE", "Mühlbrücke Netzwerktechnik GmbH", ["Bregenz", "Vorarlberg"],
        [Untouched, Untouched]),
    msp("FOEHRENHOF", "Föhrenhof IT GmbH & Co. KG", ["Husum", "Schleswig-Holstein"],
        [PenaltyHeld, Absent]),
    msp("SILBERTAL", "Silbertal Systemhaus OHG", ["Sankt Gallen", "Sankt Gallen"],
        [Moved, Prompt]),
    msp("EICHENBOGEN", "Eichenbogen IT-Service", ["Steyr", "Oberösterreich"], [Penalised, Absent]),
    msp("RHEINHOEFE", "Rheinhöfe Netzwerktechnik AG", ["Konstanz", "Baden-Württemberg"],
        [Answering, Explained]),
    reseller("LIZENZGARTEN", "Lizenzgarten GmbH", ["Passau", "Bayern"]),
];

#[rustfmt::skip]
pub(super) const BRITISH: [Partner; 7] = [
    msp("PEMBLECOMBE", "Pemblecombe IT Care Ltd", ["Frome", "Somerset"], [Prompt, Prompt]),
    msp("THORNSTEAD", "Thornstead Managed Services", ["Hexham", "Northumberland"],
        [Explained, Absent]),
    msp("BRACKHAVEN", "Brackhaven Networks Ltd", ["Oban", "Argyll"], [SilentFine, SilentHeld]),
    msp("QUILLRIDGE", "Quillridge Cloud", ["Athy", "Kildare"], [Refused, Drafting]),
    msp("MERROWICK", "Merrowick Group", ["Ballina", "Mayo"], [Untouched, Absent]),
    msp("OSTERMERE", "Ostermere IT Care", ["Llandeilo", "Carmarthenshire"], [Reopened, Agreed]),
    reseller("WYNDTRADE", "Wyndtrade Software Ltd", ["Kelso", "Roxburghshire"]),
];

#[rustfmt::skip]
pub(super) const JAPANESE: [Partner; 9] = [
    msp("AOBADOU", "蒼葉堂システムズ株式会社", ["金沢市", "石川県"], [Explained, Drafting]),
    msp("AZUSAGASE", "梓ヶ瀬情報サービス株式会社", ["松江市", "島根県"], [Agreed, Absent]),
    msp("KAEDENOMORI", "楓乃杜クラウド運用合同会社", ["弘前市", "青森県"],
        [Penalised, SilentFine]),
    msp("MIONOURA", "澪ノ浦ネットワーク株式会社", ["長崎市", "長崎県"], [Untouched, Untouched]),
    msp("AKATSUKIJI", "暁路原テクノ有限会社", ["堺市", "大阪府"], [Refused, Prompt]),
    msp("KASHIBUNE", "樫舟システムズ株式会社", ["釧路市", "北海道"], [Prompt, Absent]),
    msp("SHIZUKUMI", "雫見坂情報サービス合同会社", ["高知市", "高知県"], [SilentHeld, Absent]),
    msp("DAIDAIMINE", "橙嶺ネットワーク有限会社", ["那覇市", "沖縄県"], [Late, Agreed]),
    msp("MIDORIGASE", "碧ヶ瀬テクノ株式会社", ["福井市", "福井県"], [Untouched, Absent]),
];

#[rustfmt::skip]
pub(super) const JAPANESE_TOO: [Partner; 4] = [
    msp("SEKIREI", "鶺葉堂クラウド運用株式会社", ["大分市", "大分県"], [SilentFine, Absent]),
    msp("KIRINOURA", "霧ノ浦システムズ有限会社", ["徳島市", "徳島県"], [Explained, Absent]),
    msp("USHIOBUNE", "潮舟テクノ合同会社", ["秋田市", "秋田県"], [Drafting, Untouched]),
    reseller("KASUMIYA", "霞屋ライセンス株式会社", ["奈良市", "奈良県"]),
];

#[rustfmt::skip]
pub(super) const AMERICAN: [Partner; 8] = [
    msp("CEDARHOLLOW", "Cedar Hollow IT, LLC", ["Bath", "ME"], [Explained, Prompt]),
    msp("PRAIRIELINE", "Prairieline Managed IT, Inc.", ["Minot", "ND"], [Untouched, Untouched]),
    msp("SALTMARSH", "Saltmarsh Cloud Co.", ["Beaufort", "SC"], [Agreed, Absent]),
    msp("HIGHMESA", "High Mesa Networks", ["Taos", "NM"], [Penalised, SilentFine]),
    msp("LAKELANTERN", "Lake Lantern IT", ["Duluth", "MN"], [Drafting, Absent]),
    msp("GRANITEPASS", "Granite Pass Systems", ["Bozeman", "MT"], [Refused, Untouched]),
    msp("ERABLE", "Érablière Infonuagique inc.", ["Rimouski", "QC"], [Prompt, Absent]),
    reseller("OAKLEDGER", "Oakledger Licensing, Inc.", ["Salem", "OR"]),
];

#[rustfmt::skip]
pub(super) const SPANISH: [Partner; 4] = [
    msp("GUADISOL", "Guadisol Redes y Nube, S.A.", ["Valdivia", "Los Ríos"], [Explained, Absent]),
    msp("CERROLLANA", "Cerrollana Sistemas S.L.", ["Cuenca", "Azuay"], [SilentHeld, SilentFine]),
    msp("PENAGUENO", "Peñagüeño e Hijos, S.A.", ["Oaxaca", "Oaxaca"], [Agreed, Untouched]),
    msp("IBARLUZUBI", "Ibarluzubi Informática", ["Mendoza", "Mendoza"], [Untouched, Returned]),
];

#[rustfmt::skip]
pub(super) const ARABIC: [Partner; 3] = [
    msp("NAJMATRIMAL", "شركة نجمة الرمال للأنظمة", ["العين", "أبوظبي"], [Untouched, Absent]),
    msp("WAHATSIDR", "مؤسسة واحة السدر للشبكات", ["خورفكان", "الشارقة"], [Untouched, Absent]),
    msp("MARSALULU", "مرسى اللؤلؤ للحلول السحابية ذ.م.م", ["دبي", "دبي"], [Untouched, Absent]),
];
