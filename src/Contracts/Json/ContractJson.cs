using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Skills;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Json;

/// <summary>Every JSON shape of the product, generated at compile time: on stdout, on the wire and on disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JobMeta))]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(ExitRecord))]
[JsonSerializable(typeof(OutputRecord))]
[JsonSerializable(typeof(HostEndpoint))]
[JsonSerializable(typeof(RetentionRecord))]
[JsonSerializable(typeof(CompletionEvent))]
[JsonSerializable(typeof(OutputMatchEvent))]
[JsonSerializable(typeof(CallerRecord))]
[JsonSerializable(typeof(MatchCursor))]
[JsonSerializable(typeof(RunResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(WaitResponse))]
[JsonSerializable(typeof(WaitForResponse))]
[JsonSerializable(typeof(KillResponse))]
[JsonSerializable(typeof(TailResponse))]
[JsonSerializable(typeof(ListResponse))]
[JsonSerializable(typeof(TagSetResponse))]
[JsonSerializable(typeof(NotifySetResponse))]
[JsonSerializable(typeof(JobSummary))]
[JsonSerializable(typeof(GcResponse))]
[JsonSerializable(typeof(GcJob))]
[JsonSerializable(typeof(HostStatusResponse))]
[JsonSerializable(typeof(HostStopResponse))]
[JsonSerializable(typeof(HostLogsResponse))]
[JsonSerializable(typeof(SchemaResponse))]
[JsonSerializable(typeof(InstallSkillsResponse))]
[JsonSerializable(typeof(DoctorResponse))]
[JsonSerializable(typeof(SkillLock))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(StatusRequest))]
[JsonSerializable(typeof(WaitRequest))]
[JsonSerializable(typeof(WaitForRequest))]
[JsonSerializable(typeof(KillRequest))]
[JsonSerializable(typeof(ListRequest))]
[JsonSerializable(typeof(TagSetRequest))]
[JsonSerializable(typeof(NotifySetRequest))]
[JsonSerializable(typeof(GcRequest))]
[JsonSerializable(typeof(HostStatusRequest))]
[JsonSerializable(typeof(HostStopRequest))]
[JsonSerializable(typeof(JobReply))]
[JsonSerializable(typeof(WaitForReply))]
[JsonSerializable(typeof(ListReply))]
[JsonSerializable(typeof(DescriptionReply))]
[JsonSerializable(typeof(GcReply))]
[JsonSerializable(typeof(HostStatusReply))]
[JsonSerializable(typeof(HostStopReply))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(SessionRecord))]
[JsonSerializable(typeof(SessionEvent))]
[JsonSerializable(typeof(EventRecord))]
[JsonSerializable(typeof(ExecRequest))]
[JsonSerializable(typeof(ExecAbandonRequest))]
[JsonSerializable(typeof(ProcessRequest))]
[JsonSerializable(typeof(PollAbandonRequest))]
[JsonSerializable(typeof(EventsRequest))]
[JsonSerializable(typeof(ToolReply))]
[JsonSerializable(typeof(PollAbandonReply))]
[JsonSerializable(typeof(EventsReply))]
[JsonSerializable(typeof(ToolResponse))]
[JsonSerializable(typeof(EventsResponse))]
[JsonSerializable(typeof(ToolFailure))]
[JsonSerializable(typeof(SessionDone))]
[JsonSerializable(typeof(SessionInput))]
[JsonSerializable(typeof(SessionLog))]
[JsonSerializable(typeof(SessionOutput))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(ExecRunning))]
[JsonSerializable(typeof(ExecFailed))]
[JsonSerializable(typeof(ExecCompleted))]
public sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>One compact line, as on stdout and on the wire.</summary>
    public static readonly ContractJson Compact = new(NewOptions(indented: false));

    /// <summary>Two spaces, no final newline, as in job directories (contract A7.1).</summary>
    public static readonly ContractJson Indented = new(NewOptions(indented: true));

    public static byte[] ToLine(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Compact.GetTypeInfo(value.GetType())!);

    /// <summary>Appends what <see cref="ToLine"/> gives: for who knows how large it will be, and so needs no buffer that grows.</summary>
    public static void AppendLine(IBufferWriter<byte> buffer, object value)
    {
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ContractEncoder.Instance, SkipValidation = true });
        JsonSerializer.Serialize(writer, value, Compact.GetTypeInfo(value.GetType())!);
    }

    public static byte[] ToFile(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Indented.GetTypeInfo(value.GetType())!);

    // Options handed to a context replace the attribute's, so they are said again here.
    private static JsonSerializerOptions NewOptions(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = ContractEncoder.Instance,
        WriteIndented = indented,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 32,
    };
}
