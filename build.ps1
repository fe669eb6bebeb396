#!/usr/bin/env pwsh
# A thin door to the same commands: ./build.ps1 builds, ./build.ps1 test runs the tests, ./build.ps1 ci what CI runs.
param([string] $Task = "build")
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
switch ($Task) {
    "build" { dotnet build -c Release }
    "test" { dotnet test -c Release }
    "ci" { bash .ci/run }
    default { throw "Unknown task ${Task}: build, test or ci." }
}
exit $LASTEXITCODE
