-- Texts that the people of a company choose from when they reject reports, in their order.
CREATE TABLE reason_templates (
    company_id {int} NOT NULL REFERENCES companies (id),
    position {int} NOT NULL,
    body {text} NOT NULL,
    PRIMARY KEY (company_id, position)
) {end};
