namespace Bandeng.Matters.Open311;

/// <summary>A part of an answer, before it is written as JSON or XML.</summary>
internal abstract record GeoNode(string Name);

/// <summary>One thing: an object in JSON, an element with elements in XML.</summary>
/// <param name="Fields">Values are text, numbers, flags, instants, nodes, or null where nothing is known.</param>
internal sealed record GeoItem(string Name, params (string Name, object? Value)[] Fields) : GeoNode(Name);

/// <summary>Things of one kind: an array in JSON, an element around their elements in XML.</summary>
internal sealed record GeoList(string Name, IReadOnlyList<GeoItem> Items) : GeoNode(Name);

/// <summary>Words of one kind.</summary>
/// <param name="Each">The element around each of them.</param>
internal sealed record GeoTexts(string Name, string Each, IReadOnlyList<string> Texts) : GeoNode(Name);
