# The demonstration.
demo-title = Sign in as
demo-text = Everything here is invented: the companies, their people and fourteen months of figures. Choose a person to sign in with one click.
demo-hint = To begin, sign in as the distributor’s Billing Manager, who approves reports, and then as an MSP’s, who prepares them. You can move the clock above forward.
demo-no-deadline = No deadlines are left. All due work is done.
demo-went-on = The clock moved to { $clock } UTC: { $made ->
    [0] no report was made
    [one] { $made } report was made
   *[other] { $made } reports were made
}, { $submitted ->
    [0] none was submitted by the system.
    [one] { $submitted } was submitted by the system.
   *[other] { $submitted } were submitted by the system.
}
demo-note-several = This person works for several companies, and chooses one of them.
demo-note-reseller = A reseller has no usage reports.
demo-note-isp = An ISP does its own billing, so it has no usage reports.
demo-note-isp-partner = A partner of an ISP has no usage reports.
demo-note-region-off = Usage reports are turned off in this region.
