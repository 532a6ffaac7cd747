using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

/// <summary>What may name a submission, and what a repeat is compared by.</summary>
public sealed class RequestKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData(" nightly build / 2026-11-26 ")]
    [InlineData("../../etc/passwd")]
    [InlineData("schlüssel-🔑")]
    public void Anything_readable_names_a_submission(string key) => Assert.Null(RequestKey.Refusal(key));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\nb", "control character")]
    [InlineData("a\0", "control character")]
    [InlineData("\u001b[31m", "control character")]
    [InlineData("\u007f", "control character")]
    [InlineData("\u0085", "control character")]
    public void What_does_not_is_told_why(string key, string why) => Assert.Contains(why, RequestKey.Refusal(key), StringComparison.Ordinal);

    // Not as data of a theory: the runner would replace them on their way.
    [Fact]
    public void Half_a_character_is_told_too()
    {
        foreach (var key in (string[])["\ud83d", "\udd11\ud83d", "a\ud83db"]) Assert.Equal("is not valid Unicode", RequestKey.Refusal(key));
    }

    [Fact]
    public void Its_length_counts_in_bytes()
    {
        Assert.Null(RequestKey.Refusal(new string('x', 256)));
        Assert.Null(RequestKey.Refusal(new string('é', 128)));
        Assert.Contains("257 bytes", RequestKey.Refusal(new string('x', 257)), StringComparison.Ordinal);
        Assert.Contains("258 bytes", RequestKey.Refusal(new string('é', 129)), StringComparison.Ordinal);
    }

    // SHA-256 of "nightly": the name on disk is the same for ever, or an upgrade would forget every key.
    [Fact]
    public void Its_file_name_is_fixed_for_ever() =>
        Assert.Equal("2a3b62b53ddb9f167b63d22202a360811ba78df015021f704d01ee9abad4169c", RequestKey.FileName("nightly"));

    [Fact]
    public void Its_fingerprint_is_fixed_for_ever() =>
        Assert.Equal("4120235546a3ec46c51bd991f81831306feea80cbb8cb5be4ccddd2dee724928", RequestKey.Fingerprint(["make", "test"], "/work"));

    [Fact]
    public void Words_and_directory_tell_submissions_apart()
    {
        string[] all =
        [
            RequestKey.Fingerprint(["make", "test"], "/work"), RequestKey.Fingerprint(["make test"], "/work"), RequestKey.Fingerprint(["make"], "/work"),
            RequestKey.Fingerprint(["make", "test", ""], "/work"), RequestKey.Fingerprint(["test", "make"], "/work"), RequestKey.Fingerprint(["make", "test"], "/"),
            RequestKey.Fingerprint(["maket", "est"], "/work"),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
