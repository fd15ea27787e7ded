//! The fixture's companies and products: the files that are imported first, and the readings of a
//! month.

use std::fmt::Write;

pub(crate) const DIRECTORY: [(&str, &str); 8] = [
    ("vendors.csv", "code,name\nACME,Acme Security\nZETA,Zeta Cloud\n"),
    (
        "regions.csv",
        "code,name,time_zone,currency,usage_reports,language,review_days\n\
         EU,Europa,Europe/Berlin,EUR,yes,de,10\nUS,Americas,America/New_York,USD,yes,en,\n\
         GULF,Gulf,Asia/Dubai,AED,no,en,\n",
    ),
    (
        "distributors.csv",
        "code,name,region,type\nD1,Nordlicht & Söhne,EU,distributor\n\
         D2,Bluewater Supply,US,distributor\nD3,Fjellnett,EU,isp\nD4,Sadafnur,GULF,distributor\n",
    ),
    (
        "partners.csv",
        "code,name,distributor,type,city,state,settle_days,hold_flagged,carry_forward_cycles\n\
         P1,Ångström IT AB,D1,msp,Lund,,,,\nP2,Kieler Netz,D1,msp,Kiel,SH,,,\n\
         P3,Werft Digital,D1,msp,Kiel,,,yes,\nP4,Heide Daten,D1,msp,,,4,,\n\
         P5,Shop 24,D1,reseller,,,,,\nP6,Neustart GmbH,D1,msp,Husum,,,,\n\
         P7,Hudson Managed,D2,msp,Albany,NY,,,1\nP8,Ferryline IT,D1,msp,Bremen,,,,\n\
         P9,Fjell Drift,D3,msp,,,,,\nP10,Nakhil Systems,D4,msp,Dubai,,,,\n",
    ),
    (
        "customers.csv",
        "code,name,partner\nC11,Kiel Werft,P1\nC12,\"Lund \"\"Bygg\"\"\",P1\nC13,Nord GmbH,P1\n\
         C14,Ost GmbH,P1\nC15,Süd GmbH,P1\nC16,West GmbH,P1\nC21,Hafen KG,P2\nC22,Pendler AG,P2\n\
         C31,Dock 3,P3\nC32,Dock 4,P3\nC41,Heide Hof,P4\nC42,Heide Bad,P4\nC51,Laden 1,P5\n\
         C61,Anfang GmbH,P6\nC71,Albany Mill,P7\nC81,Bremen Ship,P8\nC91,Fjell Kraft,P9\n\
         C101,Nakhil Bank,P10\n",
    ),
    (
        "products.csv",
        "code,name,unit,vendor,decimals,basis,reports_usage\n\
         EP,Endpoint Shield,Seats,ACME,0,peak,yes\nGB,Cloud Space,GB,ACME,2,average,yes\n\
         MG,Mail Guard,Mails,ACME,0,sum,yes\nSV,Server Guard,Servers,ACME,0,p85,yes\n\
         NR,Night Watch,Sites,ACME,0,last,no\nZL,Zeta Log,Sources,ZETA,0,last,yes\n",
    ),
    (
        "subscriptions.csv",
        "code,customer,product,plan,billable,ends_on\nS111,C11,EP,Gold,yes,\nS112,C11,GB,,yes,\n\
         S113,C11,EP,Silver,yes,\nS114,C11,EP,Trial,no,\nS121,C12,EP,,yes,\nS122,C12,MG,,yes,\n\
         S131,C13,EP,,yes,\nS141,C14,EP,,yes,\nS151,C15,EP,,yes,\nS161,C16,EP,,yes,\n\
         S211,C21,EP,,yes,\nS212,C21,SV,,yes,\nS213,C21,NR,,yes,\nS221,C22,EP,,yes,\n\
         S311,C31,EP,,yes,\nS312,C31,GB,,yes,2026-10-15\nS321,C32,EP,,yes,\nS411,C41,EP,,yes,\n\
         S412,C41,ZL,,yes,\nS421,C42,EP,,yes,\nS511,C51,EP,,yes,\nS611,C61,EP,,yes,\n\
         S711,C71,EP,,yes,\nS712,C71,SV,,yes,\nS811,C81,EP,,yes,\nS812,C81,MG,,yes,\n\
         S911,C91,EP,,yes,\nS101,C101,EP,,yes,\n",
    ),
    (
        "users.csv",
        "email,name,company,role\nop@x.example,Olga,operator,Administrator\n\
         d1@x.example,Dora,D1,Administrator\nd1b@x.example,Boris,D1,Billing Manager\n\
         d2@x.example,Dan,D2,Administrator\nv@x.example,Vera,ACME,Billing Manager\n\
         z@x.example,Zoe,ZETA,Administrator\np1@x.example,Pia,P1,Administrator\n\
         p2@x.example,Paul,P2,Administrator\np3@x.example,Petra,P3,Administrator\n\
         p4@x.example,Piet,P4,Administrator\np6@x.example,Polly,P6,Administrator\n\
         p7@x.example,Percy,P7,Administrator\np8@x.example,Per,P8,Administrator\n\
         p10@x.example,Parvin,P10,Administrator\n",
    ),
];

/// The provisioned and used units of a subscription. Used is blank if its product has none.
const UNITS: [(&str, u32, &str); 26] = [
    // More than a tenth above the used units: a violation.
    ("S111", 100, "60"),
    ("S112", 40, "39.25"),
    ("S113", 20, "20"),
    ("S114", 5, "1"),
    ("S121", 30, "29"),
    ("S122", 900, "870"),
    ("S131", 13, "13"),
    ("S141", 14, "14"),
    ("S151", 15, "15"),
    ("S161", 16, "16"),
    ("S211", 50, "49"),
    ("S212", 8, "10"),
    ("S213", 3, ""),
    ("S221", 22, "22"),
    ("S311", 31, "20"),
    ("S312", 12, "12.25"),
    ("S321", 32, "32"),
    ("S411", 41, "41"),
    ("S412", 4, "4"),
    ("S421", 42, "42"),
    ("S511", 51, "51"),
    ("S711", 71, "70"),
    ("S811", 81, "80"),
    ("S812", 500, "480"),
    ("S911", 91, "91"),
    ("S101", 10, "12"),
];

/// The last month with readings of this subscription. Afterwards it is carried forward.
const SILENT: (&str, &str, u32, &str) = ("S712", "2026-08", 7, "7");

/// The readings of a month, a few days of it.
pub(crate) fn readings(month: &str) -> String {
    let mut text = "subscription,observed_at,provisioned,used\n".to_owned();
    let (silent, until, provisioned, used) = SILENT;
    for (day, more) in [(2, 0), (11, 1), (20, 2), (28, 1)] {
        for (code, provisioned, used) in UNITS {
            writeln!(text, "{code},{month}-{day:02},{},{used}", provisioned + more).unwrap();
        }
        if month <= until {
            writeln!(text, "{silent},{month}-{day:02},{provisioned},{used}").unwrap();
        }
    }
    text
}

/// A file of single readings.
pub(crate) fn single(rows: &[&str]) -> String {
    format!("subscription,observed_at,provisioned,used\n{}\n", rows.join("\n"))
}
