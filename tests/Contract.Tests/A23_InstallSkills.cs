namespace AgentExec.Contract.Tests;

public sealed class A23_InstallSkills : InWorld
{
    private string LockFile => InWork(".agents/.skill-lock.json");

    [Fact]
    public void A23_1_self()
    {
        Ok("install-skills");
        Assert.Contains("agent-exec", File.ReadAllText(InWork(".agents/skills/agent-exec/SKILL.md")));
        Ok("install-skills", "--source", "self");
    }

    [Fact]
    public void A23_2_global()
    {
        Assert.True(Ok("install-skills", "--global").Flag("global"));
        Assert.True(File.Exists(Path.Combine(Home, ".agents/skills/agent-exec/SKILL.md")));
        Assert.False(Directory.Exists(InWork(".agents")));
    }

    [Fact]
    public void A23_3_local()
    {
        Skill("my-skill", "one");
        Ok("install-skills", "--source", $"local:{this["my-skill"]}");
        Assert.Equal("one", File.ReadAllText(InWork(".agents/skills/my-skill/SKILL.md")));
    }

    [Fact]
    public void A23_4_local_again()
    {
        Skill("my-skill", "one");
        Ok("install-skills", "--source", $"local:{this["my-skill"]}");
        Ok("install-skills", "--source", $"local:{this["my-skill"]}");
        Assert.Equal(this["my-skill"], new DirectoryInfo(InWork(".agents/skills/my-skill")).LinkTarget);
        Assert.Equal("one", File.ReadAllText(this["my-skill/SKILL.md"]));
    }

    [Fact]
    public void A23_5_lock_file()
    {
        Ok("install-skills");
        var entry = Assert.Single(Json.OfFile(LockFile).Items("skills"));
        Assert.Equal(["name", "source_type", "installed_at", "path"], entry.Keys());
        Assert.Equal(("agent-exec", "self"), (entry.Text("name"), entry.Text("source_type")));
        Assert.True(entry.IsTime("installed_at"));
    }

    [Fact]
    public void A23_6_upsert()
    {
        Skill("my-skill", "one");
        Ok("install-skills");
        Ok("install-skills", "--source", $"local:{this["my-skill"]}");
        Ok("install-skills");
        Assert.Equal(["agent-exec", "my-skill"], Json.OfFile(LockFile).Items("skills").Select(skill => skill.Text("name")).Order());
    }

    [Fact]
    public void A23_7_map_shape()
    {
        Directory.CreateDirectory(InWork(".agents"));
        File.WriteAllText(LockFile, """{"skills":{"other":{"name":"other","source_type":"self","installed_at":"2026-01-01T00:00:00Z","path":"/x"}}}""");
        Ok("install-skills");
        Assert.Equal(["agent-exec", "other"], Json.OfFile(LockFile).Items("skills").Select(skill => skill.Text("name")).Order());
    }

    [Fact]
    public void A23_8_answer()
    {
        Skill("my-skill", "one");
        var install = Ok("install-skills", "--source", $"local:{this["my-skill"]}");
        install.BeginsWith("schema_version", "ok", "type", "skills", "global", "lock_file_path");
        Assert.Equal(["name", "source_type", "path"], install.Keys("skills.0"));
        Assert.Equal(("my-skill", $"local:{this["my-skill"]}"), (install.Text("skills.0.name"), install.Text("skills.0.source_type")));
        Assert.False(install.Flag("global"));
        Assert.Equal(Path.GetFullPath(LockFile), Path.GetFullPath(Path.Combine(Work, install.Text("lock_file_path"))));
    }

    private void Skill(string name, string text)
    {
        Directory.CreateDirectory(this[name]);
        File.WriteAllText(this[name + "/SKILL.md"], text);
    }
}
