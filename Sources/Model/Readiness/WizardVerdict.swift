/// Whether Microsoft's own wizard would take the estate.
package struct WizardVerdict: Sendable {
  package init() {}
}
