using System.CommandLine;
using System.CommandLine.Parsing;
using AgentExec.Cli.Output;

namespace AgentExec.Cli.Parsing;

/// <summary>A flag whose repetitions count, like <c>-vv</c>.</summary>
internal sealed class CountOption(string name, string alias) : Option<bool>(name, alias);

/// <summary>A flag that ends the reading of the command line at once: <c>--help</c>, <c>--version</c>.</summary>
internal sealed class StopOption(string name, params string[] aliases) : Option<bool>(name, aliases);

/// <summary>An option whose values have known names; whoever reads it refuses others, completion offers them.</summary>
internal sealed class ChoiceOption(string name, params string[] values) : Option<string>(name)
{
    public string[] Values { get; } = values;
}

/// <summary>An argument whose values have known names.</summary>
internal sealed class ChoiceArgument(string name, params string[] values) : Argument<string>(name)
{
    public string[] Values { get; } = values;
}

/// <summary>An option that is a time: a bare number has the unit that its help shows, any other value says its units (contract B20).</summary>
internal interface IDurationOption;

/// <summary>A time in milliseconds or seconds.</summary>
internal sealed class DurationOption<T>(string name) : Option<T>(name), IDurationOption;

/// <summary>How the options of this program are made; what they share is said here once.</summary>
internal static class Opt
{
    private static readonly ArgumentArity AnyNumber = new(0, 100_000);

    public static Option<string> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Arity = ArgumentArity.ExactlyOne };

    /// <summary>One of some names. They are for completion: the command itself says what is wrong with another one.</summary>
    public static Option<string> Choice(string name, string value, string description, params string[] values) =>
        new ChoiceOption(name, values) { HelpName = value, Description = description, Arity = ArgumentArity.ExactlyOne };

    /// <summary>May be given any number of times, one value each.</summary>
    public static Option<string[]> Texts(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description + " (repeatable)", Arity = AnyNumber };

    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An unsigned 64-bit decimal number; nothing else is accepted (contract A2).</summary>
    public static Option<ulong> Number(string name, string value, ulong byDefault, string description) => new(name)
    {
        HelpName = value,
        Description = $"{description} [default: {byDefault}]",
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => byDefault,
        CustomParser = result => Parse(name, result) ?? byDefault,
    };

    /// <summary>The same without a default: null when it is not given.</summary>
    public static Option<ulong?> Number(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Parse(name, result),
    };

    /// <summary>A time in milliseconds: a bare number, or a duration with units.</summary>
    public static Option<ulong> Milliseconds(string name, ulong byDefault, string description) => new DurationOption<ulong>(name)
    {
        HelpName = "MS",
        Description = $"{description} [default: {byDefault}]",
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => byDefault,
        CustomParser = result => ParseMilliseconds(name, result) ?? byDefault,
    };

    /// <summary>The same without a default: null when it is not given.</summary>
    public static Option<ulong?> Milliseconds(string name, string description) => new DurationOption<ulong?>(name)
    {
        HelpName = "MS", Description = description, Arity = ArgumentArity.ExactlyOne, CustomParser = result => ParseMilliseconds(name, result),
    };

    /// <summary>A time in seconds that may have a fraction, or a duration with units; null when it is not given.</summary>
    public static Option<double?> Seconds(string name, string description) => new DurationOption<double?>(name)
    {
        HelpName = "S",
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var number = Numbers.TryParseSeconds(text);
            if (number is null) result.AddError(Numbers.DurationRefusal(name, text, "seconds"));
            return number;
        },
    };

    /// <summary>An age, which its command reads: what is wrong with it is no usage error (contract A17).</summary>
    public static Option<string> Age(string name, string description) => new DurationOption<string>(name)
    {
        HelpName = "AGE", Description = description, Arity = ArgumentArity.ExactlyOne,
    };

    public static Argument<string> JobId() => new("JOB_ID") { Description = "Id of the job, or an unambiguous beginning of it" };

    public static Argument<string[]> JobIds() => new("JOB_ID")
    {
        Description = "Ids of jobs, or unambiguous beginnings of them", Arity = ArgumentArity.OneOrMore,
    };

    // Null with an error when it is none.
    private static ulong? Parse(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var number = Numbers.TryParse(text);
        if (number is null) result.AddError(Numbers.Refusal(name, text));
        return number;
    }

    private static ulong? ParseMilliseconds(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var number = Numbers.TryParseMilliseconds(text);
        if (number is null) result.AddError(Numbers.DurationRefusal(name, text, "milliseconds"));
        return number;
    }
}
