//! The partners of Nordlicht Distribution, whose October reports show every status.

use super::Part::{
    Absent, Agreed, Answering, Completed, Dispatched, Drafting, Explained, Hero, Late, Moved,
    Penalised, PenaltyHeld, Prompt, Refused, Reopened, Returned, SilentFine, SilentHeld, Untouched,
};
use super::{Partner, msp, reseller};

/// The partners, those of the main story first.
#[rustfmt::skip]
pub(super) const PARTNERS: [Partner; 22] = [
    msp("ANGSTROM", "Ångström IT AB", ["Lund", "Skåne"], [Hero, Drafting]),
    msp("FJORDNETT", "Fjordnett", ["Bergen", "Vestland"], [Penalised, Absent]),
    msp("BRANVIK", "Brånvik Drift AB", ["Kalmar", "Kalmar län"], [Agreed, Prompt]),
    msp("VASTERDRIFT", "Västerdrift AB", ["Borås", "Västra Götaland"], [Explained, Drafting]),
    msp("HAVNEDATA", "Havnedata ApS", ["Esbjerg", "Syddanmark"], [Refused, Explained]),
    msp("KVALSUND", "Kvalsund IT AS", ["Tromsø", "Troms"], [Reopened, Absent]),
    msp("SKARGARD", "Skärgård Nät AB", ["Norrtälje", "Uppland"], [Returned, Returned]),
    msp("OSTSJO", "Östsjö Molntjänster AB", ["Visby", "Gotland"], [Dispatched, Completed]),
    msp("POHJAPILVI", "Pohjapilvi Oy", ["Vaasa", "Österbotten"], [Completed, Completed]),
    msp("MIDTSYS", "Midtsys A/S", ["Viborg", "Midtjylland"], [PenaltyHeld, SilentFine]),
    msp("LOFOTNETT", "Lofotnett AS", ["Svolvær", "Nordland"], [SilentHeld, Absent]),
    msp("SMALUND", "Smålund Support AB", ["Växjö", "Småland"], [Moved, Untouched]),
    msp("GOTASKY", "Götasky IT AB", ["Trollhättan", "Västra Götaland"], [Late, Prompt]),
    msp("SAIMVERK", "Saimverkot Oy", ["Lappeenranta", "Etelä-Karjala"], [Untouched, Untouched]),
    msp("RAVNHOLT", "Ravnholt Drift ApS", ["Odense", "Syddanmark"], [Answering, Agreed]),
    msp("FINNDATA", "Finndata Tjenester AS", ["Alta", "Finnmark"], [SilentFine, SilentFine]),
    msp("AERONET", "Ærø Net ApS", ["Ærøskøbing", "Syddanmark"], [Prompt, Absent]),
    msp("HALLHOST", "Hallhost AB", ["Varberg", "Halland"], [Untouched, Drafting]),
    msp("AURALAAKSO", "Auralaakso IT Oy", ["Turku", "Varsinais-Suomi"], [Agreed, Dispatched]),
    msp("SORSKY", "Sørsky AS", ["Kristiansand", "Agder"], [Explained, Moved]),
    reseller("DALHANDEL", "Dalhandel AB", ["Falun", "Dalarna"]),
    reseller("NORRLICENS", "Norrlicens AB", ["Luleå", "Norrbotten"]),
];
