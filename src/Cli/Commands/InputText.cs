using System.CommandLine;
using System.Text;
using System.Text.Unicode;
using AgentExec.Cli.Parsing;
using AgentExec.Client;
using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Commands;

/// <summary>Text for a session: an argument, an option of the same meaning, or stdin.</summary>
internal sealed class InputText
{
    private const string Stdin = "-";

    private readonly string _name;
    private readonly Option<string> _option;
    private readonly Argument<string> _argument;

    public InputText(Command command, string option, string argument, string description)
    {
        _name = option;
        _option = Opt.Text(option, argument, $"{description}; instead of the argument");
        _argument = new Argument<string>(argument) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        command.Options.Add(_option);
        command.Arguments.Add(_argument);
    }

    /// <summary>Null when neither is given. What is given is never repeated: it may be a password.</summary>
    public string? Read(ParseResult parsed, CliContext context)
    {
        var (option, argument) = (parsed.GetValue(_option), parsed.GetValue(_argument));
        if (option is not null && argument is not null) throw new UsageException($"'{_name}' and the argument exclude each other");
        return (option ?? argument) == Stdin ? OfStdin(context) : option ?? argument;
    }

    private static string OfStdin(CliContext context)
    {
        var bytes = StandardInput.Read(context.Caller, RequestLimit.MostBytes + 1);
        if (bytes.Length > RequestLimit.MostBytes)
            throw new AgentExecException(new ErrorDetail(
                ErrorCode.RequestTooLarge, $"stdin has more than {RequestLimit.MostBytes} bytes, which is the limit, and nothing was written: pass data by file", false)
            {
                Details = new ErrorFacts { LimitBytes = RequestLimit.MostBytes },
            });
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new UsageException("stdin is not valid UTF-8; input must be UTF-8 text");
    }
}
