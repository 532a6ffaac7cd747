using System.Globalization;
using System.Text.Json;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Filters, order, limits and what cannot be read (contract A16, A18), over jobs of any origin.</summary>
public sealed class ListTests : SandboxTest
{
    [Fact]
    public void Should_list_400_jobs_of_the_original_tool_newest_first_and_cut_at_the_limit()
    {
        for (var i = 0; i < 400; i++) Plant(Id(i), i, tags: ["batch.b" + i % 4]);
        var all = Cli.Ok("list");
        Assert.Equal(Enumerable.Range(0, 400).Reverse().Select(Id), Ids(all));
        Assert.Equal((false, 0L), (all.Flag("truncated"), all.Number("skipped")));
        var some = Cli.Ok("list", "--limit", "7");
        Assert.Equal(Enumerable.Range(393, 7).Reverse().Select(Id), Ids(some));
        Assert.True(some.Flag("truncated"));
        Assert.False(Cli.Ok("list", "--limit", "400").Flag("truncated"));
        Assert.True(Cli.Ok("list", "--limit", "399").Flag("truncated"));
        Assert.Equal(100, Ids(Cli.Ok("list", "--tag", "batch.b1")).Count);
        Assert.Equal(400, Ids(Cli.Ok("list", "--tag", "batch.*", "--state", "exited")).Count);
        Assert.Empty(Ids(Cli.Ok("list", "--state", "running")));
    }

    [Fact]
    public void Should_order_jobs_of_one_second_by_their_ids()
    {
        foreach (var i in (int[])[3, 1, 2]) Plant(Id(i), second: 5);
        Assert.Equal([Id(3), Id(2), Id(1)], Ids(Cli.Ok("list")));
    }

    [Fact]
    public void Should_count_what_has_no_readable_description_and_show_unreadable_states_as_unknown()
    {
        Plant(Id(1), 1);
        Plant(Id(2), 2);
        Plant(Id(3), 3);
        File.WriteAllText(Box.JobFile(Id(1), "meta.json"), "{\"job\":");
        File.Delete(Box.JobFile(Id(2), "meta.json"));
        const string broken = "{\"job\":{\"id\":";
        File.WriteAllText(Box.JobFile(Id(3), "state.json"), broken);
        File.WriteAllText(Path.Combine(Box.Root, "a-plain-file"), "");
        var list = Cli.Ok("list", "--all");
        Assert.Equal(2, list.Number("skipped"));
        var row = Assert.Single(list.Items("jobs"));
        Answer.HasShape(row, "job_id:text state:text started_at:time tags:texts");
        Assert.Equal((Id(3), "unknown"), (row.GetProperty("job_id").GetString(), row.GetProperty("state").GetString()));
        Assert.Equal([Id(3)], Ids(Cli.Ok("list", "--all", "--state", "unknown")));
        Assert.Equal(broken, File.ReadAllText(Box.JobFile(Id(3), "state.json")));
        foreach (var verb in (string[])["status", "wait", "kill"]) Assert.Contains("state.json", Cli.Fails("internal_error", verb, Id(3)).Message);
        Assert.Equal("", Cli.Ok("tail", Id(3)).Text("stdout_tail"));
    }

    [Fact]
    public void Should_show_jobs_of_the_callers_directory_unless_told_otherwise()
    {
        var other = Directory.CreateDirectory(Box["other"]).FullName;
        Directory.CreateSymbolicLink(Box["link"], other);
        var here = Cli.Ok("run", "--", "true").JobId;
        var there = Cli.Ok("run", "--cwd", other, "--", "true").JobId;
        Plant(Id(1), 1, cwd: null);
        Assert.Equal([here], Ids(Cli.Ok("list")));
        Assert.Equal([there], Ids((Cli with { Directory = other }).Ok("list")));
        Assert.Equal([there], Ids(Cli.Ok("list", "--cwd", "../link")));
        Assert.Equal([there, here, Id(1)], Ids(Cli.Ok("list", "--all")));
        Assert.Empty(Ids(Cli.Ok("list", "--cwd", Box["nowhere"])));
    }

    [Fact]
    public void Should_drop_repeated_tags_and_match_patterns()
    {
        var run = Cli.Ok("run", "--tag", "ns.a", "--tag", "x", "--tag", "ns.a", "--", "true");
        Assert.Equal(["ns.a", "x"], run.Texts("tags"));
        Assert.Equal("""["ns.a","x"]""", Compact(Box.Meta(run.JobId).GetProperty("tags")));
        var bare = Cli.Ok("run", "--tag", "ns", "--", "true").JobId;
        Assert.Equal([bare, run.JobId], Ids(Cli.Ok("list", "--tag", "ns.*")));
        Assert.Equal([bare], Ids(Cli.Ok("list", "--tag", "ns")));
        Assert.Equal([run.JobId], Ids(Cli.Ok("list", "--tag", "ns.*", "--tag", "x")));
        Assert.Empty(Ids(Cli.Ok("list", "--tag", "n.*")));
        Cli.Misused("list", "--tag", "*");
    }

    [Fact]
    public void Should_filter_by_state()
    {
        var exited = Cli.Ok("run", "--", "exit 1").JobId;
        var failed = Cli.Ok("run", "--cwd", Box["nowhere"], "--", "true").JobId;
        var killed = Cli.Ok("run", "--", "perl", "-e", "kill 9, $$").JobId;
        var running = Cli.Launch("--", "sleep 600");
        Assert.Equal([exited], Ids(Cli.Ok("list", "--all", "--state", "exited")));
        Assert.Equal([failed], Ids(Cli.Ok("list", "--all", "--state", "failed")));
        Assert.Equal([killed], Ids(Cli.Ok("list", "--all", "--state", "killed")));
        Assert.Equal([running], Ids(Cli.Ok("list", "--all", "--state", "running")));
        Assert.Equal(4, Ids(Cli.Ok("list", "--all")).Count);
        Box.Finish(running);
    }

    [Fact]
    public void Should_take_an_unambiguous_prefix_and_refuse_an_ambiguous_one()
    {
        Plant(Id(1), 1);
        Plant(Id(2), 2);
        Assert.Equal(Id(2), Cli.Ok("status", Id(2)[..25] + "2").JobId);
        var refused = Cli.Fails("ambiguous_job_id", "status", Id(1)[..20]);
        Assert.Equal($$"""{"candidates":["{{Id(1)}}","{{Id(2)}}"]}""", Compact(refused.Error.GetProperty("details")));
        Directory.Move(Path.Combine(Box.Root, Id(1)), Path.Combine(Box.Root, "0" + Id(1)[1..20] + "ZZZZZZ"));
        foreach (var verb in (string[])["status", "tail", "wait", "kill"]) Assert.Equal(Id(2), Cli.Ok(verb, Id(2)[..24]).JobId);
    }

    [Fact]
    public void Should_read_a_finished_job_of_the_original_tool()
    {
        Plant(Id(1), 1);
        Cli.Ok("status", Id(1)).HasShape("schema_version:text ok:bool type:text job_id:text state:text exit_code:number started_at:time finished_at:time");
        Cli.Ok("wait", Id(1)).HasShape("schema_version:text ok:bool type:text job_id:text state:text exit_code:number");
        Assert.Empty(Box.Hosts());
    }

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"01ARZ3NDEKTSV4RRFFQ69{i:00000}");

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);

    private static List<string> Ids(Answer list) => [.. list.Items("jobs").Select(row => row.GetProperty("job_id").GetString()!)];

    private void Plant(string id, int second, string[]? tags = null) => Plant(id, second, Box.Work, tags);

    // As v0.1.5 writes them.
    private void Plant(string id, int second, string? cwd, string[]? tags = null)
    {
        if (!Directory.Exists(Box.Root)) Directory.CreateDirectory(Box.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(Box.Root, id));
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var place = cwd is null ? "" : $$"""
            "cwd": "{{cwd}}",
            """;
        File.WriteAllText(Box.JobFile(id, "meta.json"), $$"""
            { "job": { "id": "{{id}}" }, "schema_version": "0.1", "command": ["true"], "created_at": "{{time}}", "root": "{{Box.Root}}",
              "env_keys": [], {{place}} "tags": {{JsonSerializer.Serialize(tags ?? [])}}, "from_another_version": 1 }
            """);
        File.WriteAllText(Box.JobFile(id, "state.json"), $$"""
            { "job": { "id": "{{id}}", "status": "exited", "started_at": "{{time}}" }, "result": { "exit_code": 0, "signal": null, "duration_ms": 5 },
              "pid": 1, "finished_at": "{{time}}", "updated_at": "{{time}}" }
            """);
    }
}
