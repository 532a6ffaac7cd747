namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B17_Schema : InWorld
{
    [Fact]
    public void B17_1_embedded()
    {
        var alone = Executable.Copy(Here, Directory.CreateDirectory(this["alone"]).FullName + "/agent-exec");
        Assert.Equal("schema", Programs.Run("/", Environment, [alone, "schema"]).Ok().Text("type"));
    }

    [Fact]
    public void B17_2_everything()
    {
        var schema = Ok("schema").Raw("schema");
        foreach (var name in (string[])["job_not_found", "internal_error", "host_unavailable", "ambiguous_job_id", "request_too_large", "host_incompatible", "unknown_source_scheme"])
            Assert.Contains($"\"{name}\"", schema);
        foreach (var kind in (string[])["run", "status", "tail", "wait", "kill", "list", "gc", "tag_set", "notify.set", "install_skills", "host_status"])
            Assert.Contains($"\"{kind}\"", schema);
        foreach (var field in (string[])["older_than_source", "delivery_results", "env_keys", "updated_at", "installed_at"]) Assert.Contains($"\"{field}\"", schema);
    }
}
