using ActorCrawler.CommandFuzz;

return await LongFuzz.RunAsync(args);
