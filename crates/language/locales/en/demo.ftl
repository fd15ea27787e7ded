# The demonstration.
demo-title = Whom do you want to be?
demo-text = Everything here is invented: the companies, their people and fourteen months of units. Sign in as anybody with one click.
demo-hint = A good start: the Billing Manager of the distributor, who decides, and then the one of an MSP, who prepares. The clock above goes on when you tell it to.
demo-no-deadline = No deadline is left: everything that was due is done.
demo-went-on = The clock went on to { $clock } UTC: { $made ->
    [0] no report was made
    [one] { $made } report was made
   *[other] { $made } reports were made
}, { $submitted ->
    [0] none was submitted by the system.
    [one] { $submitted } was submitted by the system.
   *[other] { $submitted } were submitted by the system.
}
