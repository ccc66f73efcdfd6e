"""Files by their content: uploads, versions, withdrawal and disclosure."""
