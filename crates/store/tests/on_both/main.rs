//! The store on both engines: every test here runs on SQLite and on PostgreSQL.

#[cfg(test)]
mod backups;
#[cfg(test)]
mod completeness;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod content;
#[cfg(test)]
mod copies;
#[cfg(test)]
mod corrections;
#[cfg(test)]
mod criteria;
#[cfg(test)]
mod databases;
#[cfg(test)]
mod deliveries;
#[cfg(test)]
mod dice;
#[cfg(test)]
mod directory;
#[cfg(test)]
mod dispatches;
#[cfg(test)]
mod history;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod inspect;
#[cfg(test)]
mod links;
#[cfg(test)]
mod list_plans;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod migrations;
mod month_before;
#[cfg(test)]
mod outbox;
#[cfg(test)]
mod page_of_report;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod passkeys;
#[cfg(test)]
mod progress;
#[cfg(test)]
mod random_readings;
#[cfg(test)]
mod readings;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod retirements;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod sealing;
#[cfg(test)]
mod sources;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod summaries;
#[cfg(test)]
mod totals;
#[cfg(test)]
mod transactions;
#[cfg(test)]
mod upgrades;
#[cfg(test)]
mod values;
#[cfg(test)]
mod webhooks;
#[cfg(test)]
mod who_changed;
