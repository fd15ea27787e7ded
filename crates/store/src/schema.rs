//! The tables: their columns in order, and how many of the first ones form the key.
//!
//! The migrations make the tables; a test compares both on both engines. Bulk inserts, copies
//! between the engines and their verification use this list.

mod table;

pub use table::{ColumnKind, Table};

macro_rules! tables {
    ($($(#[$doc:meta])* $const:ident = $name:literal / $key:literal {
        $($column:ident: $kind:ident),* $(,)?
    })*) => {
        $($(#[$doc])* pub const $const: Table<'static> = Table {
            name: $name,
            key: $key,
            columns: &[$((stringify!($column), ColumnKind::$kind)),*],
        };)*

        /// Every table, those referred to before those that refer to them.
        pub const TABLES: &[&Table<'static>] = &[$(&$const),*];
    };
}

tables! {
    /// The installation's one row.
    INSTALLATION = "installation" / 1 {
        id: Int, rehearsal: Bool, created_at: Instant, clock_at: Instant, ran_until: Instant,
        first_cycle: Int, turns: Int, demo: Bool, moved_turn: Int,
    }
    /// Regions, with their settings.
    REGIONS = "regions" / 1 {
        id: Int, code: Text, name: Text, time_zone: Text, currency: Text, language: Text,
        usage_reports: Bool, auto_submit_days: Int, resubmit_days: Int, settle_days: Int,
        over_provisioning_threshold_percent: Int, auto_approve: Int, hold_flagged: Int,
        hold_incomplete: Int, carry_forward_cycles: Int, reminder_days: Int,
        review_days: Int,
    }
    /// Companies of every kind: they share one space of codes.
    COMPANIES = "companies" / 1 {
        id: Int, code: Text, kind: Text, name: Text, company_id: Uuid,
    }
    /// The further columns of distributors.
    DISTRIBUTORS = "distributors" / 1 {
        id: Int, region_id: Int, type: Text, auto_submit_days: Int, resubmit_days: Int,
        settle_days: Int, over_provisioning_threshold_percent: Int, auto_approve: Int,
        hold_flagged: Int, hold_incomplete: Int, carry_forward_cycles: Int, reminder_days: Int,
        review_days: Int,
    }
    /// The further columns of partners.
    PARTNERS = "partners" / 1 {
        id: Int, distributor_id: Int, type: Text, city: Text, state: Text, made_through: Int,
        in_force_day: Int, auto_submit_days: Int, resubmit_days: Int, settle_days: Int,
        over_provisioning_threshold_percent: Int, auto_approve: Int, hold_flagged: Int,
        hold_incomplete: Int, carry_forward_cycles: Int, reminder_days: Int,
        review_days: Int,
    }
    /// Customers of partners.
    CUSTOMERS = "customers" / 1 {
        id: Int, code: Text, name: Text, partner_id: Int,
    }
    /// Products of vendors.
    PRODUCTS = "products" / 1 {
        id: Int, code: Text, name: Text, unit: Text, vendor_id: Int, decimals: Int,
        reports_usage: Bool, basis: Text, has_readings: Bool,
    }
    /// Changes of the terms of products.
    PRODUCT_CHANGES = "product_changes" / 2 {
        product_id: Int, turn: Int, name: Text, unit: Text, reports_usage: Bool, basis: Text,
    }
    /// Subscriptions of customers.
    SUBSCRIPTIONS = "subscriptions" / 1 {
        id: Int, code: Text, customer_id: Int, product_id: Int, plan: Text, billable: Bool,
        ends_on: Int, home_partner_id: Int, in_force_day: Int,
    }
    /// Changes of the terms of subscriptions.
    SUBSCRIPTION_CHANGES = "subscription_changes" / 2 {
        subscription_id: Int, turn: Int, billable: Bool, ends_on: Int,
    }
    /// Changes of dated links.
    LINK_CHANGES = "link_changes" / 3 {
        kind: Text, subject_id: Int, place: Int, since: Instant, before: Int, after: Int,
        recorded_at: Instant, person_id: Int,
    }
    /// Time zones that regions had before.
    FORMER_ZONES = "former_zones" / 2 {
        region_id: Int, time_zone: Text,
    }
    /// People, who may belong to several companies.
    PEOPLE = "people" / 1 {
        id: Int, email: Text, email_folded: Text, name: Text, proved_at: Instant,
    }
    /// Memberships of people in companies.
    MEMBERSHIPS = "memberships" / 2 {
        person_id: Int, company_id: Int, role: Text, accepted_at: Instant,
        awaits_company_since: Instant, name: Text,
    }
    /// Changes of settings.
    SETTING_CHANGES = "setting_changes" / 1 {
        id: Int, changed_at: Instant, level: Text, code: Text, setting: Text, before: Int,
        after: Int, person_id: Int,
    }
    /// Current readings.
    READINGS = "readings" / 4 {
        day: Int, partner_id: Int, subscription_id: Int, observed_at: Instant,
        provisioned: Int, used: Int, received_at: Instant,
    }
    /// Superseded readings.
    SUPERSEDED_READINGS = "superseded_readings" / 6 {
        day: Int, partner_id: Int, subscription_id: Int, observed_at: Instant,
        provisioned: Int, used: Int, superseded_at: Instant,
    }
    /// The last reading before a partner's in_force_day.
    IN_FORCE = "in_force" / 2 {
        partner_id: Int, subscription_id: Int, observed_at: Instant, provisioned: Int,
    }
    /// Partners with new readings of made cycles.
    ARRIVALS = "arrivals" / 1 {
        partner_id: Int, since_day: Int,
    }
    /// Reports, with the values that lists show.
    REPORTS = "reports" / 3 {
        cycle: Int, partner_id: Int, vendor_id: Int, id: Uuid, distributor_id: Int,
        distributor_code: Text, distributor_name: Text, vendor_code: Text, partner_code: Text,
        partner_name: Text, company_id: Text, city: Text, state: Text, search_text: Text,
        time_zone: Text, rules: Text, made_at: Instant, deadline: Instant, status: Text,
        review_kind: Text, version: Int, submission: Text, submitted_at: Instant,
        approval: Text, decided_at: Instant, reasons: Text, comment: Text, flagged: Bool,
        contested: Bool, head: Bytes, review_by: Instant, line_count: Int, violation_count: Int,
        penalty_count: Int, comment_count: Int, compared: Bool, change_product: Text,
        change_name: Text, change_decimals: Int, change_before: Int, change_after: Int,
        surprise_order: Int, standing_order: Int, city_order: Text,
        all_comments: Int, plain_change: Int, name_order: Text, made_turn: Int,
    }
    /// Lines of reports, one per product.
    REPORT_LINES = "report_lines" / 4 {
        cycle: Int, partner_id: Int, vendor_id: Int, product_id: Int, product_code: Text,
        product_name: Text, unit: Text, decimals: Int, basis: Text, reports_usage: Bool,
        provisioned: Int, used: Int, default_chargeable: Int, carried_forward: Bool,
        subscriptions: Int, without_used: Int, edited: Int, comment: Text,
        comment_counts: Bool, penalty: Bool, moved: Bool,
    }
    /// The figures behind lines.
    FIGURES = "figures" / 5 {
        cycle: Int, partner_id: Int, vendor_id: Int, product_id: Int, subscription_id: Int,
        subscription_code: Text, plan: Text, customer_code: Text, customer_name: Text,
        home_partner_id: Int, billable: Bool, ends_on: Int, standing: Text, provisioned: Int,
        provisioned_on: Int, provisioned_days: Int, used: Int, used_on: Int, used_days: Int,
        in_force_at: Instant, after_end: Int, begins_at: Instant,
    }
    /// The entries of histories.
    HISTORY = "history" / 4 {
        cycle: Int, partner_id: Int, vendor_id: Int, version: Int, verb: Text, person_id: Int,
        body: Text, hash: Bytes,
    }
    /// Reports that could not be made.
    FAULTS = "faults" / 3 {
        cycle: Int, partner_id: Int, vendor_id: Int, occurred_at: Instant, message: Text,
    }
    /// The progress of interrupted files of decisions.
    APPLY_PROGRESS = "apply_progress" / 2 {
        run: Text, first_row: Int, results: Text,
    }
    /// People's own choices.
    PREFERENCES = "preferences" / 1 {
        person_id: Int, language: Text, theme: Text, shortcuts: Bool, time_zone: Text,
    }
    /// The set-up of a new installation.
    SET_UP = "set_up" / 1 {
        id: Int, hash: Bytes, expires_at: Instant, dismissed_at: Instant,
    }
    /// Passwords, hashed.
    PASSWORDS = "passwords" / 1 {
        person_id: Int, phc: Text, changed_at: Instant,
    }
    /// Second factors, sealed.
    SECOND_FACTORS = "second_factors" / 1 {
        person_id: Int, secret: Bytes, confirmed_at: Instant, last_step: Int,
    }
    /// Passkeys.
    PASSKEYS = "passkeys" / 1 {
        id: Uuid, person_id: Int, credential_id: Bytes, algorithm: Int, public_key: Bytes,
        sign_count: Int, backup_eligible: Bool, name: Text, made_at: Instant,
        last_used_at: Instant,
    }
    /// The bytes by which devices tell people apart.
    PASSKEY_HANDLES = "passkey_handles" / 1 {
        person_id: Int, handle: Bytes,
    }
    /// Challenges that the devices of passkeys have not answered yet.
    PASSKEY_CHALLENGES = "passkey_challenges" / 1 {
        hash: Bytes, session_id: Uuid, expires_at: Instant,
    }
    /// Recovery codes, hashed.
    RECOVERY_CODES = "recovery_codes" / 2 {
        person_id: Int, number: Int, hash: Bytes, used_at: Instant,
    }
    /// Invitations and resets.
    ONE_TIME_LINKS = "one_time_links" / 1 {
        id: Uuid, hash: Bytes, kind: Text, person_id: Int, company_id: Int, created_at: Instant,
        expires_at: Instant, used_at: Instant, maker: Text, made_by: Int, mailed: Bool,
    }
    /// People who forgot their password.
    RESET_REQUESTS = "reset_requests" / 1 {
        person_id: Int, requested_at: Instant,
    }
    /// Sessions.
    SESSIONS = "sessions" / 1 {
        id: Uuid, hash: Bytes, person_id: Int, company_id: Int, method: Text,
        second_factor: Text, opened_at: Instant, last_seen_at: Instant, expires_at: Instant,
        user_agent: Text, address: Text,
    }
    /// Wrong guesses.
    THROTTLES = "throttles" / 2 {
        kind: Text, subject: Text, failures: Int, last_tried_at: Instant,
    }
    /// How the people of companies sign in.
    SIGN_IN_POLICIES = "sign_in_policies" / 1 {
        company_id: Int, second_factor_required: Bool, issuer: Text, client_id: Text,
        client_secret: Text, other_audiences: Text,
    }
    /// The keys that seal secrets, by their ids.
    SEALING_KEYS = "sealing_keys" / 1 {
        id: Text, made_at: Instant, replaced_at: Instant, uses: Int,
    }
    /// Subjects of identity providers, linked to people.
    EXTERNAL_IDENTITIES = "external_identities" / 3 {
        company_id: Int, issuer: Text, subject: Text, person_id: Int, linked_at: Instant,
    }
    /// Sign-ins that are with an identity provider.
    SIGN_ON_FLOWS = "sign_on_flows" / 1 {
        id: Uuid, hash: Bytes, company_id: Int, issuer: Text, nonce: Text, verifier: Text,
        person_id: Int, link_id: Uuid, return_to: Text, expires_at: Instant,
    }
    /// Work that takes longer than a page.
    JOBS = "jobs" / 1 {
        id: Uuid, kind: Text, company_id: Int, person_id: Int, state: Text, dry_run: Bool,
        cancelling: Bool, created_at: Instant, started_at: Instant, ended_at: Instant,
        lease: Uuid, leased_until: Instant, total: Int, done: Int, refused: Int, input: Text,
        result: Text,
    }
    /// The reports that a job is about, each with the result of it.
    JOB_ITEMS = "job_items" / 2 {
        job_id: Uuid, position: Int, report_id: Uuid, cycle: Int, partner_id: Int,
        vendor_id: Int, version: Int, result: Text, message: Text,
    }
    /// What people sign for the reports of jobs.
    JOB_STATEMENTS = "job_statements" / 2 {
        job_id: Uuid, position: Int, statement: Text, place: Text,
    }
    /// Dispatches of approved reports to vendors.
    DISPATCHES = "dispatches" / 2 {
        distributor_id: Int, number: Int, id: Uuid, vendor_id: Int, created_at: Instant,
        person_id: Int, purchase_order: Text, note: Text, report_count: Int, first_cycle: Int,
        last_cycle: Int, hash: Bytes,
    }
    /// The documents of dispatches.
    DISPATCHED_REPORTS = "dispatched_reports" / 4 {
        cycle: Int, partner_id: Int, vendor_id: Int, dispatch_id: Uuid, position: Int,
        report_id: Uuid, amendment: Int, version: Int, document: Text, hash: Bytes,
    }
    /// Notifications of people.
    OUTBOX = "outbox" / 2 {
        event: Uuid, person_id: Int, kind: Text, company_id: Int, cycle: Int, partner_id: Int,
        vendor_id: Int, data: Text, secret: Text, created_at: Instant, due_at: Instant,
        expires_at: Instant, attempts: Int, next_attempt_at: Instant, lease: Uuid,
        message_id: Text, sent_at: Instant, failed_at: Instant, last_error: Text,
    }
    /// People's choices about messages.
    MESSAGE_CHOICES = "message_choices" / 2 {
        person_id: Int, kind: Text, wanted: Bool, token: Uuid,
    }
    /// When to check whether partners need reminders.
    REMINDERS = "reminders" / 3 {
        cycle: Int, partner_id: Int, vendor_id: Int, remind_at: Instant,
    }
    /// Changes of the directory by form.
    DIRECTORY_CHANGES = "directory_changes" / 1 {
        id: Int, changed_at: Instant, kind: Text, code: Text, field: Text, before: Text,
        after: Text, person_id: Int,
    }
    /// The operator's choices for missed deadlines.
    DEADLINE_CHOICES = "deadline_choices" / 1 {
        id: Int, chosen_at: Instant, deadline: Instant, person_id: Int,
    }
    /// Browsers that people signed in from.
    KNOWN_BROWSERS = "known_browsers" / 2 {
        person_id: Int, hash: Bytes, last_seen_at: Instant,
    }
    /// The audit record.
    AUDIT_LOG = "audit_log" / 1 {
        id: Uuid, at: Instant, event: Text, person_id: Int, company_id: Int, about_person_id: Int,
        about: Text, before: Text, after: Text, times: Int,
    }
    /// The personal data of audit entries.
    AUDIT_DETAILS = "audit_details" / 1 {
        entry_id: Uuid, address: Text, email: Text, salt: Bytes,
    }
    /// What retention removed.
    PURGES = "purges" / 1 {
        id: Int, purged_at: Instant, table_name: Text, cycle: Int, before_at: Instant,
        removed: Int, hash: Bytes,
    }
    /// Delivery channels.
    WAYS = "ways" / 1 {
        id: Uuid, distributor_id: Int, vendor_id: Int, kind: Text, name: Text, address: Text,
        format: Text, host_key: Text, is_on: Bool, secret: Text, old_secret: Text,
        old_secret_until: Instant, created_at: Instant, version: Int,
    }
    /// Deliveries of dispatches.
    DELIVERIES = "deliveries" / 2 {
        dispatch_id: Uuid, way_id: Uuid, created_at: Instant, attempts: Int,
        next_attempt_at: Instant, lease: Uuid, message_id: Text, sent_at: Instant,
        failed_at: Instant, acknowledged_at: Instant, last_error: Text,
    }
    /// First views of reports.
    REPORT_OPENINGS = "report_openings" / 3 {
        cycle: Int, partner_id: Int, vendor_id: Int, first_opened_at: Instant, person_id: Int,
    }
    /// Closings of cycles.
    CYCLE_CLOSINGS = "cycle_closings" / 3 {
        distributor_id: Int, cycle: Int, closed_at: Instant, person_id: Int,
    }
    /// Corrections of completed reports.
    CORRECTIONS = "corrections" / 4 {
        cycle: Int, partner_id: Int, vendor_id: Int, number: Int, distributor_id: Int,
        state: Text, amendment: Int, company_id: Int, person_id: Int, proposed_at: Instant,
        proposed_version: Int, changed_at: Instant, version: Int, reason: Text,
    }
    /// The lines of corrections.
    CORRECTION_LINES = "correction_lines" / 5 {
        cycle: Int, partner_id: Int, vendor_id: Int, number: Int, product_id: Int,
        product_code: Text, product_name: Text, unit: Text, decimals: Int,
        chargeable_before: Int, chargeable_after: Int, reason: Text,
    }
    /// What later readings would have made of lines.
    LATE_DIFFERENCES = "late_differences" / 4 {
        cycle: Int, partner_id: Int, vendor_id: Int, product_id: Int, distributor_id: Int,
        product_code: Text, product_name: Text, unit: Text, decimals: Int, provisioned: Int,
        used: Int, default_chargeable: Int, found_at: Instant,
    }
    /// Texts that people choose from when they reject reports.
    REASON_TEMPLATES = "reason_templates" / 2 {
        company_id: Int, position: Int, body: Text,
    }
    /// What is retired.
    RETIREMENTS = "retirements" / 2 {
        kind: Text, id: Int, retired_at: Instant,
    }
    /// Programs of companies.
    SERVICE_ACCOUNTS = "service_accounts" / 1 {
        id: Uuid, company_id: Int, name: Text, role: Text, made_by: Int, made_at: Instant,
        ended_at: Instant,
    }
    /// Tokens of people and service accounts, hashed.
    API_TOKENS = "api_tokens" / 1 {
        id: Uuid, hash: Bytes, person_id: Int, company_id: Int, account_id: Uuid,
        parent_id: Uuid, name: Text, scopes: Text, networks: Text, made_by: Int,
        made_at: Instant, expires_at: Instant, revoked_at: Instant, used_at: Instant,
        used_from: Text,
    }
    /// Requests of the API that may be repeated, and their answers.
    IDEMPOTENT_REQUESTS = "idempotent_requests" / 2 {
        caller: Text, request_key: Text, fingerprint: Bytes, run: Uuid, began_at: Instant,
        status: Int, headers: Text, body: Text,
    }
    /// Records that are not in the transparency log yet.
    TLOG_PENDING = "tlog_pending" / 3 {
        kind: Text, record: Text, number: Int,
    }
    /// The leaves of the transparency log.
    TLOG_LEAVES = "tlog_leaves" / 1 {
        position: Int, kind: Text, record: Text, number: Int, content: Bytes,
    }
    /// The hashes of the transparency log.
    TLOG_TILES = "tlog_tiles" / 2 {
        level: Int, number: Int, hashes: Bytes,
    }
    /// The signed checkpoints of the transparency log.
    TLOG_CHECKPOINTS = "tlog_checkpoints" / 1 {
        size: Int, signed_at: Instant, note: Text,
    }
    /// The public keys of the transparency log.
    TLOG_KEYS = "tlog_keys" / 1 {
        verifier: Text, began_at: Instant,
    }
    /// Programs that send readings.
    SOURCES = "sources" / 1 {
        id: Int, sender_id: Uuid, company_id: Int, name: Text, mode: Text,
        silent_after_hours: Int, made_at: Instant, seen_at: Instant, silent_since: Instant,
    }
    /// Which sources sent readings of a subscription's UTC day.
    READING_SOURCES = "reading_sources" / 4 {
        day: Int, partner_id: Int, subscription_id: Int, source_id: Int,
    }
    /// Addresses of companies that get messages about events.
    WEBHOOKS = "webhooks" / 1 {
        id: Uuid, company_id: Int, name: Text, address: Text, events: Text, state: Text,
        secret: Text, old_secret: Text, old_secret_until: Instant, failures: Int,
        retry_at: Instant, lease: Uuid, leased_until: Instant, made_by: Int, made_at: Instant,
        ended_at: Instant, version: Int,
    }
    /// Messages to webhooks.
    WEBHOOK_MESSAGES = "webhook_messages" / 2 {
        webhook_id: Uuid, event: Uuid, event_type: Text, data: Text, leaf_kind: Text,
        leaf_record: Text, leaf_number: Int, created_at: Instant, position: Int,
        expires_at: Instant, attempts: Int, next_attempt_at: Instant, tried_at: Instant,
        status: Int, sent_at: Instant, failed_at: Instant, last_error: Text,
    }
    /// How the events of a type become readings.
    EVENT_MAPPINGS = "event_mappings" / 1 {
        event_type: Text, subscription_pointer: Text, provisioned_pointer: Text,
        used_pointer: Text,
    }
    /// The events that came lately.
    RECEIVED_EVENTS = "received_events" / 2 {
        company_id: Int, name: Bytes, content: Bytes, mapping: Bytes, received_at: Instant,
    }
    /// Public keys of people and service accounts that sign decisions.
    SIGNING_KEYS = "signing_keys" / 1 {
        id: Uuid, kind: Text, person_id: Int, account_id: Uuid, name: Text, algorithm: Text,
        fingerprint: Text, public_key: Bytes, added_by: Int, added_at: Instant,
        removed_at: Instant,
    }
    /// What companies ask of their people about signatures.
    SIGNING_RULES = "signing_rules" / 2 {
        company_id: Int, verb: Text, rule: Text,
    }
    /// Signed decisions.
    SIGNATURES = "signatures" / 4 {
        cycle: Int, partner_id: Int, vendor_id: Int, version: Int, key_id: Uuid, statement: Text,
        envelope: Text,
    }
    /// Witnesses of the transparency log.
    TLOG_WITNESSES = "tlog_witnesses" / 1 {
        id: Uuid, company_id: Int, verifier: Text, added_by: Int, added_at: Instant,
        removed_at: Instant,
    }
    /// What they cosigned.
    TLOG_COSIGNATURES = "tlog_cosignatures" / 2 {
        size: Int, witness_id: Uuid, cosigned_at: Instant, line: Text,
    }
    /// Time stamps of checkpoints.
    TLOG_STAMPS = "tlog_stamps" / 1 {
        size: Int, received_at: Instant, response: Bytes,
    }
}
