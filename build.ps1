#!/usr/bin/env pwsh
# A thin door to the same commands: ./build.ps1 builds, ./build.ps1 test runs the tests, ./build.ps1 demo crawls the simulated web, ./build.ps1 ci what CI runs.
param([string] $Task = "build")
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
switch ($Task) {
    "build" { dotnet build -c Release }
    "test" { dotnet test -c Release }
    "demo" { dotnet run -c Release --project src/ActorCrawler.Cli -- demo }
    "ci" { bash .ci/run }
    default { throw "Unknown task ${Task}: build, test, demo or ci." }
}
exit $LASTEXITCODE
