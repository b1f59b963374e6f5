# The scripts that create and update the extension; needs no server:
#
#   make -f scripts.mk scripts [JAR=/path/to/gitversion.jar]
#
# The script that creates the extension is put together from ../sql/[0-9]*.sql, in the order of their
# names, and from what the build of the jar writes beside it. One that updates it from an earlier
# version is put together from ../sql/upgrade/A--B.sql, from that version on, and of those the ones
# that replace functions and views, and from ../sql/update-end.sql.

EXTENSION = gitversion
JAR ?= ../pljava-module/target/gitversion.jar
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(EXTENSION).control)
SCRIPT := $(EXTENSION)--$(EXTVERSION).sql
QUERIES = $(dir $(JAR))49-catalog-queries.sql
SQL := $(sort $(notdir $(wildcard ../sql/[0-9]*.sql)) $(notdir $(QUERIES)))
PARTS = $(foreach part,$(SQL),$(if $(filter $(part),$(notdir $(QUERIES))),$(QUERIES),../sql/$(part)))
STEPS := $(shell ls -v ../sql/upgrade)
EARLIER := $(sort $(foreach step,$(STEPS),$(firstword $(subst --, ,$(step)))))
UPDATES := $(EARLIER:%=$(EXTENSION)--%--$(EXTVERSION).sql)
REPLACED = $(filter-out ../sql/0% ../sql/1% ../sql/2% ../sql/90%,$(PARTS))
INSTALL_SCRIPTS = $(SCRIPT) $(UPDATES)

$(SCRIPT): $(PARTS) $(EXTENSION).control
	cat $(PARTS) > $@

$(UPDATES): $(EXTENSION)--%--$(EXTVERSION).sql: $(STEPS:%=../sql/upgrade/%) $(REPLACED) ../sql/update-end.sql
	{ printf '%s\n' '\echo Use "ALTER EXTENSION $(EXTENSION) UPDATE" to load this file. \quit'; \
	  from=; for step in $(STEPS); do \
	    case $$step in $*--*) from=$$step;; esac; \
	    if [ -n "$$from" ]; then cat ../sql/upgrade/$$step; fi; \
	  done; \
	  sed 's/^CREATE \(FUNCTION\|VIEW\) /CREATE OR REPLACE \1 /' $(REPLACED); \
	  cat ../sql/update-end.sql ../sql/90-privileges.sql; } > $@

$(JAR) $(QUERIES):
	@echo 'There is no $(JAR): build it with "mvn -pl pljava-module package".' >&2; exit 1

.PHONY: scripts
scripts: $(INSTALL_SCRIPTS)

# The file that includes this one says what is made when nothing is asked for.
.DEFAULT_GOAL :=
