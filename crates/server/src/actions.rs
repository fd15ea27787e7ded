//! What can be done, one file per verb, shared by every skin.

pub mod apply_decisions;
pub mod change_settings;
pub mod change_ways;
pub mod coming_violations;
pub mod daily_units;
pub mod decide_reports;
pub mod dispatch_reports;
pub mod edit_directory;
pub mod evidence;
pub mod export_dispatch;
pub mod export_reports;
pub mod figures_of;
pub mod foresee_work;
pub mod import;
pub mod make_installation;
pub mod make_reports;
pub mod manage_people;
pub mod move_missed_deadlines;
pub mod preview_report;
pub mod refresh_reports;
pub mod remind_partners;
pub mod run_clock;
pub mod show_report;
pub mod submit_due_reports;
pub mod verify_record;
pub mod world;
