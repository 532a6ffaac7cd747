namespace AgentExec.Contract.Tests.Support;

/// <summary>Tests of sinks: scripts that record what they are given, and files that events are appended to.</summary>
public abstract class Notifications : World
{
    /// <summary>A program on the PATH of the workload's login shell that appends its arguments and its stdin, one line each, to NAME.args and NAME.stdin.</summary>
    internal void StandIn(string name)
    {
        var path = this["bin/" + name];
        Directory.CreateDirectory(this["bin"]);
        Executable.Write(path, $"#!/bin/sh\nprintf '[%s]' \"$@\" >>'{path}.args'\necho >>'{path}.args'\ncat >>'{path}.stdin'\necho >>'{path}.stdin'\n");
        File.WriteAllText(Path.Combine(Home, ".profile"), $"PATH={this["bin"]}:$PATH\n");
    }

    internal string Said(string name, string what)
    {
        var path = this[$"bin/{name}.{what}"];
        LogWatch.Until(path, () => File.Exists(path) && File.ReadAllText(path).EndsWith('\n'));
        return File.ReadAllText(path).TrimEnd('\n');
    }

    /// <summary>A shell loop that ends when <see cref="Go"/> was called.</summary>
    internal string UntilGo => $"until [ -e {InWork("go")} ]; do sleep 0.02; done";

    internal void Go() => WriteWork("go", "");

    /// <summary>The completion event as it is on disk when every sink has its result.</summary>
    internal Json Delivered(string job, int sinks)
    {
        var path = JobFile(job, "completion_event.json");
        LogWatch.Until(path, () => File.Exists(path) && Json.OfFile(path).Items("delivery_results").Count == sinks);
        return Json.OfFile(path);
    }

    /// <summary>The records of a job's output matches, when there are so many.</summary>
    internal List<Json> Matches(string job, int count) => Lines(JobFile(job, "notification_events.ndjson"), count);

    /// <summary>The lines of a file of events, when there are so many.</summary>
    internal static List<Json> Lines(string path, int count)
    {
        LogWatch.Until(path, () => File.Exists(path) && File.ReadAllText(path) is var text && text.EndsWith('\n') && text.Count(c => c == '\n') >= count);
        return [.. File.ReadAllLines(path).Select(line => new Json(line))];
    }
}
