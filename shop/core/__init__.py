"""What every room stands on: database, errors, languages, security, media, mail, jobs."""
