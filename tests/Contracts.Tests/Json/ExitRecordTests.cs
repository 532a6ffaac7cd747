using System.Reflection;
using System.Text.Json;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Contracts.Tests.Json;

/// <summary><c>exit.json</c> is written by hand and read by the generated code: both must name the same things.</summary>
public sealed class ExitRecordTests
{
    private static readonly PropertyInfo[] Properties = typeof(ExitRecord).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    [Fact]
    public void Every_property_reads_back()
    {
        var full = new ExitRecord();
        for (var i = 0; i < Properties.Length; i++) Properties[i].SetValue(full, ValueOf(Properties[i].PropertyType, i + 1));
        var again = JsonSerializer.Deserialize(full.ToJson(), ContractJson.Compact.ExitRecord)!;
        foreach (var property in Properties) Assert.Equal((property.Name, property.GetValue(full)), (property.Name, property.GetValue(again)));
        Assert.Equal(full, again);
    }

    [Fact]
    public void Nothing_known_reads_back_too() =>
        Assert.Equal(new ExitRecord(), JsonSerializer.Deserialize(new ExitRecord().ToJson(), ContractJson.Compact.ExitRecord));

    [Fact]
    public void Every_key_is_there_always_but_those_that_came_later()
    {
        string[] later = ["unwritten_bytes", "oom_suspected"];
        using var json = JsonDocument.Parse(new ExitRecord().ToJson());
        Assert.DoesNotContain(json.RootElement.EnumerateObject(), key => later.Contains(key.Name));
        Assert.Equal(Properties.Length - later.Length, json.RootElement.EnumerateObject().Select(key => key.Name).Distinct().Count());
    }

    [Fact]
    public void Texts_that_need_escapes_read_back()
    {
        var record = new ExitRecord { LaunchError = "open /é\n\"\\😀/x: no such file" };
        Assert.Equal(record, JsonSerializer.Deserialize(record.ToJson(), ContractJson.Compact.ExitRecord));
    }

    // A new kind of property has to be thought of here.
    private static object ValueOf(Type type, int seed) =>
        type == typeof(string) ? $"t{seed}"
        : type == typeof(bool) || type == typeof(bool?) ? true
        : type == typeof(long) || type == typeof(long?) ? (long)int.MaxValue + seed
        : type == typeof(int) || type == typeof(int?) ? (object)seed
        : throw new NotSupportedException(type.Name);
}
