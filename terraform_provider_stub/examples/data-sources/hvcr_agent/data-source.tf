data "hvcr_agent" "primary" {}

check "prerequisites" {
  assert {
    condition     = alltrue([for c in data.hvcr_agent.primary.preflight : c.status != "fail"])
    error_message = join("\n", [for c in data.hvcr_agent.primary.preflight : "${c.title}: ${c.detail}" if c.status == "fail"])
  }
}
