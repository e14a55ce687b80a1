"""What other systems read: GS1 Digital Link and EPCIS."""
