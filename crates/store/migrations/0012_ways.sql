-- Ways by which the dispatches of a distributor leave the house; all that are switched on at once.
--
-- vendor_id: the vendor whose dispatches go by it; none for all. host_key pins the server of a way
-- over SSH. secret signs or lets in: it is read by who sends and by nobody else. old_secret signs
-- beside it until old_secret_until. version is for compare-and-set.
CREATE TABLE ways (
    id {uuid} NOT NULL PRIMARY KEY,
    distributor_id {int} NOT NULL REFERENCES companies (id),
    vendor_id {int} REFERENCES companies (id),
    kind {text} NOT NULL,
    name {text} NOT NULL,
    address {text} NOT NULL,
    format {text} NOT NULL,
    host_key {text},
    is_on {bool} NOT NULL,
    secret {text},
    old_secret {text},
    old_secret_until {instant},
    created_at {instant} NOT NULL,
    version {int} NOT NULL
) {end};
CREATE INDEX ways_by_distributor ON ways (distributor_id, created_at);

-- A dispatch by a way: written together with the dispatch, sent afterwards. next_attempt_at: when
-- it is tried next; while somebody has it in hand (lease), when others may take it; none once it
-- was sent or given up. message_id stays the same through all attempts.
CREATE TABLE deliveries (
    dispatch_id {uuid} NOT NULL,
    way_id {uuid} NOT NULL REFERENCES ways (id),
    created_at {instant} NOT NULL,
    attempts {int} NOT NULL,
    next_attempt_at {instant},
    lease {uuid},
    message_id {text},
    sent_at {instant},
    failed_at {instant},
    acknowledged_at {instant},
    last_error {text},
    PRIMARY KEY (dispatch_id, way_id)
) {end};
CREATE INDEX deliveries_by_attempt ON deliveries (next_attempt_at, dispatch_id, way_id)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_by_way ON deliveries (way_id) WHERE next_attempt_at IS NOT NULL;
