# make help names the targets. Everything that is built lies below .build; generated kits lie in Output.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help demo test test-powershell dist install format golden clean

environments := $(wildcard Templates/Environments/*.yaml)
sources := Sources Tests Plugins Templates Benchmarks Package.swift

help: ## names the targets
	@echo "make demo     build the release and write the kit of every example into Output"
	echo "make test     set up, build, and check everything"
	echo "make test-powershell  run the scenarios of the PowerShell scripts with this machine's pwsh or powershell.exe"
	echo "make bench    measure the release on made-up fleets (sizes=100,1000 jobs=1,2) and write the table into Docs/Performance.md"
	echo "make dist     pack the release for machines without Swift into .build/dist: program, licences, bill of materials, checksums"
	echo "make install  put the release, its manual page and completion scripts below PREFIX (/usr/local)"
	echo "make format   lay out the Swift sources"
	echo "make golden   accept what the generator writes today as Output and as the reference pages"
	echo "make clean    remove what was built"

demo:
	@.ci/set-up build
	swift build -c release --static-swift-stdlib --product syncshift
	.build/release/syncshift generate $(environments) --output Output
	echo
	for kit in Output/*/; do
	  echo "$${kit%/}: $$(find "$$kit" -type f | wc -l) files"
	done
	echo
	echo "Read first:  Output/contoso/README.md, then Output/contoso/runbook.html in a browser"
	echo "The input:   Templates/Environments/contoso.yaml"

test:
	@.ci/set-up test
	.ci/check

test-powershell:
	@.ci/set-up build
	swift build --product syncshift
	Tests/PowerShellTests/Behaviour/run.sh --real

sizes ?= 100,1000
bench:
	@.ci/set-up bench
	swift build -c release --static-swift-stdlib --product syncshift
	swift build -c release --static-swift-stdlib --product JinjaPort
	python3 Benchmarks/bench.py --sizes "$(sizes)" $(if $(jobs),--jobs "$(jobs)") --write Docs/Performance.md
	python3 Benchmarks/exports.py --write Docs/Performance.md

dist:
	@.ci/set-up build
	swift build -c release --static-swift-stdlib --product syncshift
	.ci/package .build/release/syncshift .build/dist

PREFIX ?= /usr/local
install:
	@.ci/set-up build
	swift build -c release --static-swift-stdlib --product syncshift
	.ci/install .build/release/syncshift "$(DESTDIR)$(PREFIX)"

format:
	@swift format format -i -p -r $(sources)

golden:
	@.ci/set-up build
	swift build
	UPDATE_GOLDEN=1 swift test --filter 'ReferenceTests|Golden'
	rm -rf Output
	.build/debug/syncshift generate $(environments) --output Output
	git status --short Output Docs Tests

clean:
	@rm -rf .build
