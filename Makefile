# The two commands under their other names.
.PHONY: run test check
run test check:
	@python3 dev.py $@
