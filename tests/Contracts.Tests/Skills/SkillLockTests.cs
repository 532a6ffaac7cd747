using System.Text;
using System.Text.Json;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Skills;

namespace AgentExec.Contracts.Tests.Skills;

/// <summary>The lock file of contract A23: both shapes in, one shape out.</summary>
public sealed class SkillLockTests
{
    private static readonly SkillLockEntry New = new() { Name = "n", SourceType = "self", InstalledAt = "t", Path = "/p" };

    private const string NewText = """{"name":"n","source_type":"self","installed_at":"t","path":"/p"}""";

    [Theory]
    [InlineData("{}", "{\"skills\":[" + NewText + "]}")]
    [InlineData("""{"skills":[]}""", "{\"skills\":[" + NewText + "]}")]
    [InlineData("""{"skills":[{"name":"a","source_type":"s","installed_at":"i","path":"/a"}]}""", """{"skills":[{"name":"a","source_type":"s","installed_at":"i","path":"/a"},""" + NewText + "]}")]
    [InlineData("""{"skills":[{"name":"n","x":1},{"name":"a"},{"name":"n"}]}""", "{\"skills\":[" + NewText + """,{"name":"a"}]}""")]
    [InlineData("""{"skills":[{"name":"a","more":{"b":[1.50]}}],"version":3}""", """{"skills":[{"name":"a","more":{"b":[1.50]}},""" + NewText + """],"version":3}""")]
    [InlineData("""{"skills":{}}""", "{\"skills\":[" + NewText + "]}")]
    [InlineData("""{"version":3,"skills":{"a":{"source_type":"self","installed_at":"i","path":"/a"}}}""", """{"skills":[{"name":"a","source_type":"self","installed_at":"i","path":"/a"},""" + NewText + """],"version":3}""")]
    [InlineData("""{"skills":{"a":{"source":"o/r","sourceType":"github","installedAt":"i"},"n":{}}}""", """{"skills":[{"name":"a","source_type":"github","installed_at":"i","source":"o/r"},""" + NewText + "]}")]
    public void An_entry_is_added_or_replaced_and_all_else_stays(string before, string after) =>
        Assert.Equal(after, Encoding.UTF8.GetString(ContractJson.ToLine(SkillLockText.Parse(Encoding.UTF8.GetBytes(before)).Upsert(New))));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{\"skills\":[]")]
    [InlineData("{\"skills\":null}")]
    [InlineData("{\"skills\":\"a\"}")]
    [InlineData("{\"skills\":[1]}")]
    [InlineData("{\"skills\":[{}]}")]
    [InlineData("{\"skills\":[{\"name\":null}]}")]
    [InlineData("{\"skills\":[{\"name\":\"a\",\"path\":1}]}")]
    [InlineData("{\"skills\":{\"a\":1}}")]
    public void Nothing_else_is_guessed_at(string text) => Assert.ThrowsAny<JsonException>(() => SkillLockText.Parse(Encoding.UTF8.GetBytes(text)));
}
