using AgentExec.Load;
using AgentExec.Load.Day;
using AgentExec.Load.Soak;

// Usage: thousand [--jobs N] [--sleep SECONDS] [--programs DIR]
//        soak [--jobs N] [--minutes M | --seconds S] [--kill-every SECONDS] [--keeper-kills N] [--seed N] [--programs DIR]
//        day [--minutes M] [--rate CALLS-A-SECOND] [--warm-up MINUTES] [--programs DIR]
// Exit code: 0 every figure within its limit and every end true, 1 not, 64 wrong usage.
try
{
    var words = Words.Parse(args.Skip(1));
    var good = args.FirstOrDefault() switch
    {
        "thousand" => await Thousand.RunAsync(words.Programs, words.Number("jobs", 1000), words.Number("sleep", 60), words.Done(Console.Out)),
        "soak" => await SoakRun.RunAsync(SoakOptions.From(words), words.Done(Console.Out)),
        "day" => await DayRun.RunAsync(DayOptions.From(words), words.Done(Console.Out)),
        var other => throw new ArgumentException($"no command {other}: thousand, soak or day"),
    };
    return good ? 0 : 1;
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 64;
}
