using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>What the metadata says about a property.</summary>
internal static class Properties
{
    /// <summary>The properties that are written, in the order they are written in.</summary>
    public static IEnumerable<JsonPropertyInfo> Of(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Get is not null && !property.IsExtensionData).OrderBy(property => property.Order);

    /// <summary>Null can only be left out where the type allows it.</summary>
    public static bool IsAlwaysWritten(JsonPropertyInfo property) => !MayBeNull(property) || IsNullWritten(property);

    public static bool IsNullWritten(JsonPropertyInfo property) =>
        MayBeNull(property)
        && property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];

    /// <summary>Says of itself that there is nothing where the value is null, even in a file that is written with every key.</summary>
    public static bool IsNullLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    public static bool MayBeNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;
}

/// <summary>The codes of <see cref="AgentExec.Contracts.Errors.ErrorCode"/>.</summary>
internal static class ErrorCodes
{
    public static readonly string[] All =
        [.. typeof(AgentExec.Contracts.Errors.ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
}

/// <summary>Instances with nothing in them, for what is the same in all instances.</summary>
internal static class Blank
{
    public static object Of(Type type)
    {
        var constructor = type.GetConstructors().MinBy(one => one.GetParameters().Length)!;
        return constructor.Invoke(new object?[constructor.GetParameters().Length]);
    }
}
