namespace AgentExec.Contract.Tests;

public sealed class A22_Schema : InWorld
{
    [Fact]
    public void A22_1_answer()
    {
        var schema = Ok("schema");
        schema.BeginsWith("schema_version", "ok", "type", "schema_format", "schema", "generated_at");
        Assert.Equal(("schema", "json-schema-draft-07"), (schema.Text("type"), schema.Text("schema_format")));
        Assert.True(schema.Text("generated_at") == "unknown" || schema.IsTime("generated_at"));
    }

    [Fact]
    public void A22_2_document()
    {
        var schema = Ok("schema").At("schema");
        foreach (var name in (string[])["RunResponse", "StatusResponse", "TailResponse", "WaitResponse", "KillResponse", "ListResponse", "SchemaResponse", "ErrorResponse"])
            Assert.True(schema.Has($"definitions.{name}"), $"no definition {name}: {string.Join(' ', schema.Keys("definitions"))}");
        Assert.True(schema.Items("oneOf").Count >= 8);
    }

    [Fact]
    public void A22_3_no_root()
    {
        foreach (var name in (string[])["AGENT_EXEC_ROOT", "XDG_DATA_HOME", "HOME"]) Environment.Remove(name);
        Ok("schema");
        Assert.False(Directory.Exists(Root));
    }
}
