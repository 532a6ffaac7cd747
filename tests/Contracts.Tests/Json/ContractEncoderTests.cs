using System.Text;
using System.Text.Json;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Responses;

namespace AgentExec.Contracts.Tests.Json;

/// <summary>Exact bytes (contract A3): non-ASCII raw, only quote, backslash and control characters escaped.</summary>
public sealed class ContractEncoderTests
{
    [Theory]
    [InlineData("plain / <b> & ' + ` ~", "plain / <b> & ' + ` ~")]
    [InlineData("é ß 漢字", "é ß 漢字")]
    [InlineData("😀👩‍👩‍👧", "😀👩‍👩‍👧")]
    [InlineData("\u2028\u2029\u0085\u00a0\ufeff", "\u2028\u2029\u0085\u00a0\ufeff")]
    [InlineData("\U0010ffff\ue000\ufffe", "\U0010ffff\ue000\ufffe")]
    [InlineData("\u007f\u0080", "\u007f\u0080")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [InlineData("\0\u0001\u000b\u001b\u001f", "\\u0000\\u0001\\u000b\\u001b\\u001f")]
    [InlineData("é\n😀\"x", "é\\n😀\\\"x")]
    public void Text_is_written_so(string text, string expected)
    {
        Assert.Equal(Encoding.UTF8.GetBytes('"' + expected + '"'), Written(text));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(Written(text)));
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character()
    {
        // Not as theory data: the runner would hand it over as UTF-8, which has no halves.
        foreach (var (text, expected) in new[]
        {
            ("\ud800", "\ufffd"), ("\udc00", "\ufffd"), ("a\ud83d", "a\ufffd"), ("\ud83dz", "\ufffdz"), ("\ud83d\n", "\ufffd\\n"),
            ("é\ud83d\ud83d\ude00", "é\ufffd😀"), ("\ude00\ud83d", "\ufffd\ufffd"), ("\ud83d\"", "\ufffd\\\""),
        })
            Assert.Equal(Encoding.UTF8.GetBytes('"' + expected + '"'), Written(text));
    }

    [Fact]
    public void Long_text_keeps_every_character()
    {
        var text = string.Concat(Enumerable.Repeat("é😀\n\"漢", 5000));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(Written(text)));
    }

    // As every text of an answer is written, cut out of an error envelope.
    private static byte[] Written(string text)
    {
        var line = ContractJson.ToLine(new ErrorResponse(new ErrorDetail("c", text, false)));
        var head = "{\"schema_version\":\"0.1\",\"ok\":false,\"type\":\"error\",\"error\":{\"code\":\"c\",\"message\":"u8.Length;
        return line[head..^",\"retryable\":false}}"u8.Length];
    }
}
