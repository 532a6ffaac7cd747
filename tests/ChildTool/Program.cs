using AgentExec.ChildTool;
using AgentExec.ChildTool.Verbs;

// Usage: child-tool no-sockets PROGRAM [ARGUMENT...]: becomes the program, which may open no network sockets.
//        child-tool VERB [ARGUMENT...] [-- VERB ...]: several verbs run one after the other, in one process.
// Exit code: 0, or what the verb says; 64 for wrong usage.
try
{
    if (args is ["no-sockets", var program, .. var arguments]) Sandboxes.NoSockets(program, arguments);
    foreach (var verb in Words.SplitVerbs(args)) Run(verb);
    return 0;
}
catch (UsageException e)
{
    Console.Error.WriteLine($"child-tool: {e.Message}");
    return 64;
}

static void Run(Words words)
{
    switch (words.Next("verb"))
    {
        case "print": Output.Print(words); break;
        case "raw": Output.Raw(words); break;
        case "flood": Output.Flood(words); break;
        case "long-line": Output.LongLine(words); break;
        case "chatter": Chatter.Write(words); break;
        case "sleep": Ends.Sleep(words); break;
        case "exit": Ends.Exit(words); break;
        case "die": Ends.Die(words); break;
        case "trap": Signals.Trap(words); break;
        case "ignore": Signals.Ignore(words); break;
        case "hold": Descendants.Hold(words); break;
        case "orphan": Descendants.Orphan(words); break;
        case "show": Surroundings.Show(words); break;
        case var other: throw new UsageException($"no verb {other}");
    }
}
