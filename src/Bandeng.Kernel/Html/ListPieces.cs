namespace Bandeng.Kernel.Html;

/// <summary>What stands under a list that pages by key: <c>&lt;partial name="_Pager" model="…" /&gt;</c>.</summary>
/// <param name="First">Address of the beginning, null when one is there.</param>
/// <param name="Next">Address of what follows, null at the end.</param>
/// <param name="Shown">How many of how many, in words.</param>
public sealed record Pager(string? First, string? Next, string? Shown = null);

/// <summary>What a list says when it is empty: <c>&lt;partial name="_Empty" model="…" /&gt;</c>.</summary>
/// <param name="Title">What is so: 今天没有超期的。</param>
/// <param name="WhatToDo">What one could do now, one sentence.</param>
/// <param name="Link">Where that is done.</param>
/// <param name="LinkText">How the link is called.</param>
public sealed record EmptyState(string Title, string WhatToDo, string? Link = null, string? LinkText = null);
