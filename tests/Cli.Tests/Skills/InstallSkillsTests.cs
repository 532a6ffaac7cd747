using System.Text.Json;
using AgentExec.Cli.Skills;
using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Tests.Skills;

/// <summary><c>install-skills</c> on a real directory (contract A23).</summary>
public sealed class InstallSkillsTests : IDisposable
{
    private const string Lock = ".agents/.skill-lock.json", Own = ".agents/skills/agent-exec";

    private readonly Scratch _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task The_program_s_own_skill_goes_into_the_current_directory()
    {
        var run = await Go("install-skills", "--root", "/gone");
        Assert.Equal(
            $$"""{"schema_version":"0.1","ok":true,"type":"install_skills","skills":[{"name":"agent-exec","source_type":"self","path":"{{_place.Of(Own)}}"}],"global":false,"lock_file_path":"{{_place.Of(Lock)}}"}""" + "\n",
            run.Stdout);
        Assert.Equal((0, "", null), (run.ExitCode, run.Stderr, run.Client));
        Assert.Equal(SkillInstaller.Own(), File.ReadAllBytes(_place.Of(Own + "/SKILL.md")));
        var entry = Assert.Single(Entries());
        Assert.Equal(["name", "source_type", "installed_at", "path"], entry.EnumerateObject().Select(one => one.Name));
        Assert.Matches("^20..-..-..T..:..:..Z$", entry.GetProperty("installed_at").GetString());
        Assert.Equal(["agent-exec"], Directory.GetFileSystemEntries(_place.Of(".agents/skills")).Select(path => Path.GetFileName(path)));
        Assert.Equal([".skill-lock.json", "skills"], Directory.GetFileSystemEntries(_place.Of(".agents")).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public async Task Or_into_the_home_directory()
    {
        var run = await new CliRun { CurrentDirectory = "/", Home = _place.Of("home") }.Go("install-skills", "--global", "--source=self");
        Assert.Contains("\"global\":true", run.Stdout);
        Assert.True(File.Exists(_place.Of($"home/{Own}/SKILL.md")));
        Assert.True(File.Exists(_place.Of($"home/{Lock}")));
    }

    [Fact]
    public async Task Again_it_replaces_its_own_file_and_entry_only()
    {
        _place.Write(Own + "/notes.md", "mine");
        _place.Write(Own + "/SKILL.md", "old");
        _place.Write(Lock, """{"skills":[{"name":"agent-exec"},{"name":"other","x":1}]}""");
        await Go("install-skills");
        Assert.Equal("mine", File.ReadAllText(_place.Of(Own + "/notes.md")));
        Assert.Equal(SkillInstaller.Own(), File.ReadAllBytes(_place.Of(Own + "/SKILL.md")));
        Assert.Equal(["agent-exec", "other"], Entries().Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_link_in_its_place_is_removed_and_not_written_through()
    {
        _place.Write("elsewhere/SKILL.md", "theirs");
        Directory.CreateDirectory(_place.Of(".agents/skills"));
        Directory.CreateSymbolicLink(_place.Of(Own), _place.Of("elsewhere"));
        await Go("install-skills");
        Assert.Null(new DirectoryInfo(_place.Of(Own)).LinkTarget);
        Assert.Equal("theirs", File.ReadAllText(_place.Of("elsewhere/SKILL.md")));
    }

    [Fact]
    public async Task A_local_skill_is_linked_to_where_it_really_is()
    {
        _place.Write("real/SKILL.md", "s");
        Directory.CreateSymbolicLink(_place.Of("alias"), _place.Of("real"));
        var run = await Go("install-skills", "--source", "local:alias/");
        Assert.Contains("""{"name":"alias","source_type":"local:alias/",""", run.Stdout);
        Assert.Equal(_place.Of("real"), new DirectoryInfo(_place.Of(".agents/skills/alias")).LinkTarget);
        Assert.Equal("local:alias/", Assert.Single(Entries()).GetProperty("source_type").GetString());
    }

    [Fact]
    public async Task What_was_there_is_removed_but_nothing_behind_a_link()
    {
        _place.Write("skill/SKILL.md", "new");
        _place.Write("precious/file", "p");
        _place.Write(".agents/skills/skill/SKILL.md", "old");
        Directory.CreateSymbolicLink(_place.Of(".agents/skills/skill/out"), _place.Of("precious"));
        Assert.Equal(0, (await Go("install-skills", "--source", "local:skill")).ExitCode);
        // And once more, when the place is a link itself.
        Assert.Equal(0, (await Go("install-skills", "--source", "local:skill")).ExitCode);
        Assert.Equal("new", File.ReadAllText(_place.Of(".agents/skills/skill/SKILL.md")));
        Assert.Equal("p", File.ReadAllText(_place.Of("precious/file")));
        Assert.Single(Entries());
    }

    [Fact]
    public void Without_links_it_is_copied()
    {
        _place.Write("skill/SKILL.md", "s");
        _place.Write("skill/a/b/c", "c");
        File.CreateSymbolicLink(_place.Of("skill/linked"), _place.Of("skill/a/b/c"));
        Copying().Install(SkillSource.Parse("local:skill"), false);
        Assert.Null(new DirectoryInfo(_place.Of(".agents/skills/skill")).LinkTarget);
        Assert.Equal(("s", "c", "c"), (Copied("SKILL.md"), Copied("a/b/c"), Copied("linked")));

        string Copied(string name) => File.ReadAllText(_place.Of(".agents/skills/skill/" + name));
    }

    [Theory]
    [InlineData("loop")]
    [InlineData("self")]
    public void What_has_no_end_is_not_copied(string kind)
    {
        Directory.CreateDirectory(_place.Of("skill"));
        if (kind == "loop") Directory.CreateSymbolicLink(_place.Of("skill/loop"), _place.Of("skill"));
        var source = kind == "loop" ? _place.Of("skill") : _place.Path;
        Assert.Throws<AgentExecException>(() => Copying().Install(SkillSource.Parse("local:" + source), false));
    }

    [Theory]
    [InlineData("github:x/y", ErrorCode.UnknownSourceScheme)]
    [InlineData("local:", ErrorCode.InternalError)]
    [InlineData("local:gone", ErrorCode.InternalError)]
    [InlineData("local:file", ErrorCode.InternalError)]
    [InlineData("local:.agents/skills/mine", ErrorCode.InternalError)]
    [InlineData("local:.agents/skills/mine/mine", ErrorCode.InternalError)]
    public async Task A_wrong_source_changes_nothing(string source, string code)
    {
        _place.Write("file", "f");
        _place.Write(".agents/skills/mine/mine/SKILL.md", "m");
        var run = await Go("install-skills", "--source", source);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"\"ok\":false,\"type\":\"error\",\"error\":{{\"code\":\"{code}\"", run.Stdout);
        Assert.Equal("m", File.ReadAllText(_place.Of(".agents/skills/mine/mine/SKILL.md")));
        Assert.False(File.Exists(_place.Of(Lock)));
    }

    [Fact]
    public async Task A_broken_lock_file_changes_nothing()
    {
        _place.Write(Lock, "{\"skills\":[");
        var run = await Go("install-skills");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("internal_error", run.Stdout);
        Assert.Contains(_place.Of(Lock), run.Stdout);
        Assert.Equal("{\"skills\":[", File.ReadAllText(_place.Of(Lock)));
        Assert.False(Directory.Exists(_place.Of(".agents/skills")));
    }

    [Fact]
    public async Task Should_read_no_lock_file_without_end()
    {
        _place.Write(Lock, "");
        using (var large = File.OpenWrite(_place.Of(Lock))) large.SetLength(2 * 1024 * 1024);
        var run = await Go("install-skills");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"skill lock file {_place.Of(Lock)} cannot be read: it has more than 1048576 bytes", run.Stdout, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place.Of(".agents/skills")));
    }

    private SkillInstaller Copying() =>
        new(_place.Path, () => _place.Path, static (path, _) => throw new IOException($"no links here: {path}"), TimeProvider.System);

    private Task<CliRun> Go(params string[] args) => new CliRun { CurrentDirectory = _place.Path }.Go(args);

    private JsonElement[] Entries() => [.. JsonDocument.Parse(File.ReadAllBytes(_place.Of(Lock))).RootElement.GetProperty("skills").EnumerateArray()];
}
