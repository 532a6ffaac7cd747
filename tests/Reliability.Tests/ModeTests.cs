using System.Text;
using System.Text.Json.Nodes;
using AgentExec.Posix;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 43 and 44: who may read what a root holds, and where values of the environment stand.</summary>
public sealed class ModeTests : SandboxTest
{
    private const int Directories = 0x1C0 /* 0700 */, Files = 0x180 /* 0600 */, OwnerExecutes = 0x40;

    private const string Masked = "masked-5feceb66", Plain = "plain-6b86b273", Inherited = "inherited-d4735e3a", FromFile = "filed-4e074085";

    [Theory]
    [InlineData("0")]
    [InlineData("077")]
    public void Should_keep_every_entry_of_a_root_in_use_for_its_owner_alone(string umask)
    {
        UseRoot("parent/jobs");
        var caller = Cli with { Through = ["/bin/sh", "-c", $"umask {umask}; exec \"$@\"", "sh"] };
        var job = UseEverything(caller);
        var seen = Check();
        foreach (var name in (string[])[
            ".host/host.lock", ".host/endpoint.json", ".host/identity.pem", ".host/host.log", $"{job}/meta.json", $"{job}/state.json", $"{job}/stdout.log",
            $"{job}/stderr.log", $"{job}/full.log", $"{job}/keeper.sock", $"{job}/keeper.lock", $"{job}/caller.json", $"{job}/match_cursor.json"])
            Assert.Contains(name, seen);
        Assert.Contains(seen, name => name.StartsWith(".host/requests/", StringComparison.Ordinal));
        foreach (var name in (string[])[".host/sessions.log", ".host/events.ndjson"]) Assert.Contains(name, seen);
        foreach (var file in (string[])["/session.json", "/arrival.idx"]) Assert.Contains(seen, name => name.EndsWith(file, StringComparison.Ordinal));
        // A host that was killed leaves what a host in order removes, and another one takes it over.
        Sandbox.KillHard(Box.Host());
        Check();
        Cli.Ok("kill", "--signal", "KILL", "--tree", job);
        Cli.Ok("wait", job);
        LogWatch.Until(Box.JobFile(job, "completion_event.json"), () => File.Exists(Box.JobFile(job, "completion_event.json")));
        seen = Check();
        foreach (var name in (string[])["exit.json", "completion_event.json", "notification_events.ndjson"]) Assert.Contains($"{job}/{name}", seen);
        Cli.Ok("gc", "--older-than", "0s");
        Check();
        Assert.Equal(Directories, FileOwner.TryRead(Box["parent"], followLink: false)!.Value.Permissions);
    }

    [Fact]
    public void Should_show_a_value_of_the_environment_to_nobody_but_the_job_and_its_own_description()
    {
        File.WriteAllText(Box["secret.env"], $"FILED={FromFile}\n");
        var caller = Cli.With("INHERITED", Inherited);
        string[] options =
        [
            "--env", $"MASKED={Masked}", "--mask", "MASKED", "--env", $"PLAIN={Plain}", "--env-file", Box["secret.env"], "--notify-file", Box["events"], "--request-id", "one",
        ];
        string[] command = ["--", "echo ${#MASKED} ${#PLAIN} ${#INHERITED} ${#FILED}; exec sleep 600"];
        var job = caller.Launch([.. options, .. command]);
        Box.UntilSaid(job, $"{Masked.Length} {Plain.Length} {Inherited.Length} {FromFile.Length}");
        // Answers and errors that are about this very submission.
        List<CliRun> said =
        [
            caller.Run(["run", .. options, "--snapshot-after", "0", "--", "other"]), caller.Run(["run", "--env", $"MASKED={Masked}", "--mask", "MASKED", "--cwd", "/nowhere", "--", "true"]),
            caller.Run(["-vvv", "run", "--env", $"MASKED={Masked}", "--mask", "MASKED", "--shell-wrapper", "no-such-program", "--", "true"]),
            caller.Run("-vvv", "status", job), caller.Run("tail", job), caller.Run("list", "--all"), caller.Run("host", "logs"),
        ];
        foreach (var pid in ProcessTable.TracesOf(Box.Path))
            foreach (var secret in (string[])[Masked, Plain, Inherited, FromFile]) Assert.DoesNotContain(secret, ProcessTable.Arguments(pid), StringComparison.Ordinal);
        foreach (var secret in (string[])[Masked, Inherited, FromFile]) Assert.All(said, run => Assert.DoesNotContain(secret, run.Stdout + run.Stderr, StringComparison.Ordinal));
        Assert.Equal(("", "meta.json", "caller.json", ""), (Holders(Masked), Holders(Plain), Holders(Inherited), Holders(FromFile)));
        Box.Finish(job);
        LogWatch.Until(Box["events"], () => File.Exists(Box["events"]) && new FileInfo(Box["events"]).Length > 0);
        Assert.DoesNotContain(Masked, File.ReadAllText(Box["events"]), StringComparison.Ordinal);
        Patience.Until(() => Holders(Inherited).Length == 0, "what only delivery needs goes with it");
        Assert.Equal(("", "meta.json", ""), (Holders(Masked), Holders(Plain), Holders(FromFile)));
    }

    /// <summary>One job of every feature that leaves a file: it goes on running.</summary>
    private string UseEverything(Caller caller)
    {
        File.WriteAllText(Box["job.env"], "FILED=1\n");
        caller.Ok("run", "--wait", "--log", Box["log/own.log"], "--log-max-bytes", "4096", "--", "head -c 100000 /dev/zero | tr '\\0' x; exit 3");
        caller.Ok("run", "--timeout", "50", "--progress-every", "20", "--wait", "--", "sleep 600");
        caller.Ok("run", "--cwd", Box["nowhere"], "--", "true");
        Assert.Equal(0, caller.Run("exec", "--background", "--", "echo out; sleep 0.1; echo err >&2; exit 1").ExitCode);
        caller.Ok("events", "--wait");
        var job = caller.Launch(
            "--request-id", "one", "--tag", "a", "--env", "K=V", "--env-file", Box["job.env"], "--mask", "K", "--notify-command", "cat > /dev/null",
            "--notify-file", Box["events"], "--progress-every", "100", "--",
            $"until [ -e {Box["go"]} ]; do sleep 0.02; done; echo ready; exec sleep 600");
        caller.Ok("notify", "set", job, "--output-pattern", "ready", "--output-file", Box["matches"]);
        File.WriteAllText(Box["go"], "");
        LogWatch.Until(Box.JobFile(job, "notification_events.ndjson"), () => File.Exists(Box.JobFile(job, "notification_events.ndjson")));
        caller.Ok("tag", "set", job, "--tag", "b");
        Box.PidOf(job);
        return job;
    }

    /// <summary>Every entry below the root, each found to be ours alone.</summary>
    private List<string> Check()
    {
        List<string> names = [];
        Walk(Box.Root);
        return names;

        void Walk(string path)
        {
            // What has gone since it was listed is nobody's.
            if (FileOwner.TryRead(path, followLink: false) is not { } owner) return;
            Assert.False(owner.IsLink, path);
            // What a socket may be executed for is nothing: it is the owner's to connect to, and nobody else's.
            var mode = path.EndsWith(".sock", StringComparison.Ordinal) ? owner.Permissions & ~OwnerExecutes : owner.Permissions;
            Assert.Equal((path, FileOwner.CurrentUser, Octal(owner.IsDirectory ? Directories : Files)), (path, owner.UserId, Octal(mode)));
            if (path != Box.Root) names.Add(Path.GetRelativePath(Box.Root, path));
            if (!owner.IsDirectory) return;
            foreach (var (_, entries) in StillThere.Look([path], Directory.GetFileSystemEntries))
                foreach (var entry in entries)
                    Walk(entry);
        }
    }

    private static string Octal(int mode) => Convert.ToString(mode, 8);

    /// <summary>The names of the files below the root that hold the text.</summary>
    private string Holders(string text) => string.Join(' ', Directory
        .EnumerateFiles(Box.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(path => !path.EndsWith(".sock", StringComparison.Ordinal) && Holds(path, text)).Select(Path.GetFileName).Distinct().Order());

    private static bool Holds(string path, string text)
    {
        try
        {
            var content = File.ReadAllText(path);
            // The caller's environment is kept as one text of base64, since it may be no text.
            if (Path.GetFileName(path) == "caller.json")
                content += Encoding.UTF8.GetString(Convert.FromBase64String(JsonNode.Parse(content)!["environment"]!.GetValue<string>()));
            return content.Contains(text, StringComparison.Ordinal);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
