using ActorCrawler.Cli;

return await CommandLine.RunAsync(args, CliContext.Real());
