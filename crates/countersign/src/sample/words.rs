//! The words that names are made of, by language. Stems are invented. Places are real.

use super::random::Dice;

/// How companies and people of one language are named.
pub(crate) struct NameParts {
    /// The part before a company's name.
    front: &'static [&'static str],
    /// First halves of a stem.
    heads: &'static [&'static str],
    /// Second halves of a stem.
    ends: &'static [&'static str],
    /// The separator between the parts of a name.
    space: &'static str,
    /// What a partner does.
    services: &'static [&'static str],
    /// What a customer does.
    trades: &'static [&'static str],
    /// What a company's name ends with.
    tails: &'static [&'static str],
    /// Cities with their states; a state may be blank.
    pub(crate) places: &'static [(&'static str, &'static str)],
    /// First parts of a person's name, as written.
    people: [&'static [&'static str]; 2],
}

impl NameParts {
    /// The name of a partner.
    pub(crate) fn partner(&self, dice: &mut Dice) -> String {
        self.company(self.services, dice)
    }

    /// The name of a customer.
    pub(crate) fn customer(&self, dice: &mut Dice) -> String {
        self.company(self.trades, dice)
    }

    fn company(&self, doings: &[&str], dice: &mut Dice) -> String {
        let stem = [dice.pick(self.heads), dice.pick(self.ends)].concat();
        let parts = [dice.pick(self.front), &stem, dice.pick(doings), dice.pick(self.tails)];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(self.space)
    }

    /// The name of a person.
    pub(crate) fn person(&self, dice: &mut Dice) -> String {
        [dice.pick(self.people[0]), dice.pick(self.people[1])].join(" ")
    }
}

const NOTHING: &[&str] = &[""];

/// English with Māori stems.
#[rustfmt::skip]
pub(crate) const PACIFIC: NameParts = NameParts {
    front: NOTHING,
    heads: &["Waikō", "Tōtari", "Manukō", "Hauā", "Kererū", "Pōhā", "Rangī"],
    ends: &["rua", "puna", "tere", "moko", "whiti", "nui"],
    space: " ",
    services: &["Networks", "Managed IT", "Systems", "Cloud Care"],
    trades: &["Dairy", "Orchards", "Dental", "Freight", "School", "Builders & Sons"],
    tails: &["Ltd", "Limited", ""],
    places: &[("Whangārei", "Northland"), ("Taupō", "Waikato"), ("Ōamaru", "Otago")],
    people: [&["Aroha", "Tāne", "Māia", "Ruth", "Callum"], &["Hēmara", "Paewai", "Thorne"]],
};

#[rustfmt::skip]
pub(crate) const ENGLISH: NameParts = NameParts {
    front: NOTHING,
    heads: &["Harrow", "Pemble", "Wynd", "Thorn", "Oster", "Brack", "Merrow", "Quill"],
    ends: &["mere", "combe", "ridge", "wick", "haven", "stead"],
    space: " ",
    services: &["IT Care", "Managed Services", "Networks", "Cloud"],
    trades: &["Dental", "Solicitors", "Freight", "Primary School", "Joinery", "Foods",
        "Hotels", "& Daughters"],
    tails: &["Ltd", "Group", ""],
    places: &[("Hexham", "Northumberland"), ("Frome", "Somerset"), ("Athy", "Kildare")],
    people: [&["Imogen", "Rhys", "Niamh", "Alistair", "Priya"],
        &["Thornwick", "Pemblecombe", "Oakhaven"]],
};

#[rustfmt::skip]
pub(crate) const GERMAN: NameParts = NameParts {
    front: NOTHING,
    heads: &["Rhein", "Silber", "Weiden", "Stein", "Linden", "Mühl", "Föhren", "Eichen"],
    ends: &["bogen", "tal", "brücke", "acker", "grund", "höfe"],
    space: " ",
    services: &["Systemhaus", "IT-Service", "Netzwerktechnik", "Rechenzentrum"],
    trades: &["Maschinenbau", "Steuerberatung", "Spedition", "Apotheke", "Druckerei",
        "Gärtnerei", "Klinik", "& Söhne"],
    tails: &["GmbH", "AG", "KG", "OHG"],
    places: &[("Görlitz", "Sachsen"), ("Bregenz", "Vorarlberg"), ("Thun", "Bern")],
    people: [&["Jörg", "Käthe", "Birgit", "Özlem", "Lukas"],
        &["Weidenacker", "Steinhöfer", "Lindenthal"]],
};

#[rustfmt::skip]
pub(crate) const JAPANESE: NameParts = NameParts {
    front: &["株式会社", "株式会社", "有限会社", "合同会社"],
    heads: &["霧", "蒼", "潮", "梓", "暁", "鶺", "碧", "樫", "澪", "楓", "雫", "橙"],
    ends: &["嶺", "葉堂", "見坂", "ヶ瀬", "乃杜", "路原", "ノ浦", "舟"],
    space: "",
    services: &["システムズ", "情報サービス", "ネットワーク", "クラウド運用", "テクノ"],
    trades: &["歯科", "製作所", "運輸", "食品", "設計事務所", "学園", "旅館", "印刷"],
    tails: NOTHING,
    places: &[("金沢市", "石川県"), ("松江市", "島根県"), ("弘前市", "青森県"), ("堺市", "大阪府"),
        ("長崎市", "長崎県")],
    people: [&["霧島", "早瀬", "三枝", "小鳥遊", "五十嵐"], &["葵", "蓮", "美咲", "健太郎", "陽菜"]],
};

#[rustfmt::skip]
pub(crate) const ARABIC: NameParts = NameParts {
    front: &["شركة", "مؤسسة", "مجموعة"],
    heads: &["نجمة ", "واحة ", "مرسى ", "ظلال ", "نسيم ", "قوس "],
    ends: &["الرمال", "اللؤلؤ", "السدر", "الشراع", "النخيل", "الفجر"],
    space: " ",
    services: &["للأنظمة", "لتقنية المعلومات", "للشبكات", "للحلول السحابية"],
    trades: &["للمقاولات", "للأغذية", "للنقل", "الطبية", "للتعليم", "للأثاث"],
    tails: &["", "ذ.م.م"],
    places: &[("العين", "أبوظبي"), ("خورفكان", "الشارقة"), ("دبي", "دبي")],
    people: [&["ليلى", "سالم", "نورة", "خالد", "مريم"], &["الراشدي", "النعيمي", "الهاشل"]],
};

#[rustfmt::skip]
pub(crate) const GREEK: NameParts = NameParts {
    front: NOTHING,
    heads: &["Λυκο", "Ανθο", "Θαλασσο", "Πετρο", "Ηλιο", "Χρυσο", "Αμμο"],
    ends: &["ράχη", "νήσι", "βρύση", "λόφος", "πηγή", "κάμπος"],
    space: " ",
    services: &["Πληροφορική", "Δίκτυα", "Υπηρεσίες Νέφους", "Συστήματα"],
    trades: &["Ναυτιλιακή", "Φαρμακείο", "Ξενοδοχεία", "Τρόφιμα", "Οινοποιία", "Λογιστική"],
    tails: &["Α.Ε.", "Ε.Π.Ε.", "Ο.Ε."],
    places: &[("Βόλος", "Θεσσαλία"), ("Χανιά", "Κρήτη"), ("Καβάλα", "Μακεδονία")],
    people: [&["Ελένη", "Δανάη", "Άννα", "Χρύσα"], &["Ξανθάκη", "Λυκούδη", "Πετροζώη"]],
};

#[rustfmt::skip]
pub(crate) const BULGARIAN: NameParts = NameParts {
    front: NOTHING,
    heads: &["Ведро", "Зорни", "Бързо", "Ясено", "Сребро", "Тихо", "Щуро"],
    ends: &["лист", "град", "поле", "река", "дол", "връх"],
    space: " ",
    services: &["Системи", "Мрежи", "ИТ Услуги", "Облак"],
    trades: &["Мебели", "Транспорт", "Аптеки", "Строй", "Млекарна", "Печат"],
    tails: &["ООД", "ЕООД", "АД"],
    places: &[("Велико Търново", ""), ("Бургас", ""), ("Русе", ""), ("Пловдив", "")],
    people: [&["Йоана", "Цвета", "Милена", "Живка"], &["Ведрова", "Ясенчева", "Щерионова"]],
};

/// Hebrew. Its abbreviation of "limited" contains a quotation mark.
#[rustfmt::skip]
pub(crate) const HEBREW: NameParts = NameParts {
    front: NOTHING,
    heads: &["אלוני ", "כרמי ", "גלי ", "רוחות ", "נופי "],
    ends: &["תכלת", "הברוש", "שחר", "החוף", "זית"],
    space: " ",
    services: &["מערכות", "תקשורת", "שירותי ענן", "מחשוב"],
    trades: &["הנדסה", "מזון", "הובלות", "מרפאות", "ייעוץ", "דפוס"],
    tails: &["בע\"מ", "בע\"מ", ""],
    places: &[("חיפה", ""), ("נתניה", ""), ("באר שבע", "")],
    people: [&["נועה", "איתי", "תמר", "יואב"], &["כרמיאלי", "ברושי", "תכלתי"]],
};

/// Swedish, Danish and Norwegian, mixed.
#[rustfmt::skip]
pub(crate) const NORDIC: NameParts = NameParts {
    front: NOTHING,
    heads: &["Brån", "Yster", "Kväl", "Sørle", "Æng", "Myrå", "Ljung", "Grønå", "Þing", "Skär"],
    ends: &["vik", "fjäll", "holm", "dal", "by", "mose", "strøm", "näs"],
    space: " ",
    services: &["Drift", "IT-tjänster", "Datanät", "Skytjenester", "Systemhus", "Konsult"],
    trades: &["Bageri", "Tannklinikk", "Åkeri", "Advokater", "Snickeri", "Trävaror", "Skole",
        "Fisk & Söner"],
    tails: &["AB", "ApS", "AS", "Oy"],
    places: &[("Malmö", "Skåne"), ("Umeå", "Västerbotten"), ("Tromsø", "Troms"),
        ("Ærøskøbing", "Syddanmark"), ("Hämeenlinna", "Kanta-Häme")],
    people: [&["Åsa", "Björn", "Søren", "Ingrid", "Päivi"],
        &["Ysterlind", "Brånholt", "Kvälsäter"]],
};

/// Spanish. Some names contain a comma.
#[rustfmt::skip]
pub(crate) const SPANISH: NameParts = NameParts {
    front: NOTHING,
    heads: &["Almo", "Cerro", "Peña", "Ibarlu", "Guadi", "Ñora"],
    ends: &["raña", "güeño", "zubi", "llana", "mérida", "sol"],
    space: " ",
    services: &["Sistemas", "Informática", "Redes y Nube", "Soluciones"],
    trades: &["e Hijos", "Panadería", "Logística", "Clínica", "Bodegas", "Asesoría, Gestión"],
    tails: &["S.L.", "S.A.", "y Cía., S.L."],
    places: &[("León", "Castilla y León"), ("A Coruña", "Galicia"), ("Cádiz", "Andalucía")],
    people: [&["Begoña", "Íñigo", "Lucía", "Ramón"], &["Cerroluz", "Peñarrasa", "Ibarlucena"]],
};

/// Portuguese of Portugal.
#[rustfmt::skip]
pub(crate) const PORTUGUESE: NameParts = NameParts {
    places: &[("Évora", "Alentejo"), ("Guimarães", "Braga"), ("Ílhavo", "Aveiro")],
    tails: &["Lda.", "S.A.", "Unipessoal, Lda."],
    ..BRAZILIAN
};

/// Portuguese of Brazil.
#[rustfmt::skip]
pub(crate) const BRAZILIAN: NameParts = NameParts {
    front: NOTHING,
    heads: &["Jagua", "Cerde", "Pira", "Açuce", "Itabé", "Solâ"],
    ends: &["rema", "çal", "nhões", "tinga", "mirim", "cária"],
    space: " ",
    services: &["Soluções", "Informática", "Tecnologia", "Gestão de TI"],
    trades: &["Padaria", "Transportes", "Clínica", "Construções", "Café", "Irmãos & Filhos"],
    tails: &["Ltda.", "S/A", "ME"],
    places: &[("Florianópolis", "SC"), ("São Luís", "MA"), ("Maringá", "PR"), ("Niterói", "RJ")],
    people: [&["João", "Conceição", "Thaís", "Luís"], &["Jaguarino", "Solânea", "Pirassol"]],
};
