using System.Globalization;
using Bandeng.Kernel.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace Bandeng.Web.Binding;

/// <summary>
/// How what stands in a form or an address is read, whoever wrote it: nothing that is sent trips a page.
/// </summary>
internal static class FormBinding
{
    public static IMvcBuilder AddFormBinding(this IMvcBuilder mvc)
    {
        mvc.Services.AddOptions<MvcOptions>().Configure<IStringLocalizer<SiteText>>(
            (options, words) => Speak(options.ModelBindingMessageProvider, words));
        return mvc.AddBinders();
    }

    // In the language of the request: they are asked when something could not be read.
    private static void Speak(DefaultModelBindingMessageProvider say, IStringLocalizer words)
    {
        say.SetAttemptedValueIsInvalidAccessor((value, _) => words["unread", value]);
        say.SetNonPropertyAttemptedValueIsInvalidAccessor(value => words["unread", value]);
        say.SetValueIsInvalidAccessor(value => words["unread", value]);
        say.SetUnknownValueIsInvalidAccessor(_ => words["unread.any"]);
        say.SetNonPropertyUnknownValueIsInvalidAccessor(() => words["unread.any"]);
        say.SetValueMustBeANumberAccessor(_ => words["unread.number"]);
        say.SetNonPropertyValueMustBeANumberAccessor(() => words["unread.number"]);
        say.SetValueMustNotBeNullAccessor(_ => words["unread.empty"]);
    }

    private static IMvcBuilder AddBinders(this IMvcBuilder mvc) => mvc.AddMvcOptions(options =>
    {
        // No form of ours nests its names in brackets, and a field called [[[ is no reason to fall.
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        options.ModelBinderProviders.Insert(0, new Provider());
        options.Filters.Add<UnreadForms>();
    });

    private sealed class Provider : IModelBinderProvider
    {
        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            !IsTyped(context.BindingInfo.BindingSource)
            ? null
            : context.Metadata.ModelType switch
            {
                var type when type == typeof(bool) => new TickBinder(),
                var type when type == typeof(DateOnly?) || type == typeof(DateOnly) => new DayBinder(),
                var type when type == typeof(DateTime?) || type == typeof(DateTime) => new MomentBinder(
                    new SimpleTypeModelBinder(type, context.Services.GetRequiredService<ILoggerFactory>())),
                var type when type == typeof(string) => new WordsBinder(
                    new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>())),
                _ => null,
            };

        private static bool IsTyped(BindingSource? source) =>
            source is null || source == BindingSource.ModelBinding
                || source == BindingSource.Form || source == BindingSource.Query
            || source == BindingSource.Path;
    }

    /// <summary>A box that is ticked or not: what is neither is not.</summary>
    private sealed class TickBinder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            if (context.ValueProvider.GetValue(context.ModelName) is { FirstValue: { } sent })
            {
                var isTicked = sent.Equals("true", StringComparison.OrdinalIgnoreCase)
                    || sent.Equals("on", StringComparison.OrdinalIgnoreCase);
                context.ModelState.SetModelValue(
                    context.ModelName, new ValueProviderResult(isTicked ? "true" : "false"));
                context.Result = ModelBindingResult.Success(isTicked);
            }

            return Task.CompletedTask;
        }
    }

    private static bool IsOfOurTime(int year) => year is >= 1900 and <= 2199;

    /// <summary>A day and its time, in a year that a day may have too.</summary>
    private sealed class MomentBinder(IModelBinder plain) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext context)
        {
            await plain.BindModelAsync(context);
            if (context.Result is { IsModelSet: true, Model: DateTime moment } && !IsOfOurTime(moment.Year))
            {
                context.Result = ModelBindingResult.Failed();
                context.ModelState.TryAddModelError(
                    context.ModelName,
                    context.ModelMetadata.ModelBindingMessageProvider.NonPropertyAttemptedValueIsInvalidAccessor(
                        context.ValueProvider.GetValue(context.ModelName).FirstValue ?? ""));
            }
        }
    }

    /// <summary>A day as a form tells it: birthdays too, far from the ends of a calendar.</summary>
    private sealed class DayBinder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            if (context.ValueProvider.GetValue(context.ModelName) is { FirstValue: { Length: > 0 } sent } typed)
            {
                context.ModelState.SetModelValue(context.ModelName, typed);
                DateOnly? day = DateOnly.TryParseExact(
                    sent, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                    && IsOfOurTime(read.Year) ? read : null;
                context.Result = day is null ? ModelBindingResult.Failed() : ModelBindingResult.Success(day);
                if (day is null)
                {
                    context.ModelState.TryAddModelError(
                        context.ModelName, context.ModelMetadata.ModelBindingMessageProvider.NonPropertyAttemptedValueIsInvalidAccessor(sent));
                }
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>Words without what no database keeps.</summary>
    private sealed class WordsBinder(IModelBinder plain) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext context)
        {
            await plain.BindModelAsync(context);
            if (context.Result is { IsModelSet: true, Model: string words })
            {
                context.Result = ModelBindingResult.Success(Keeping.Storable(words));
            }
        }
    }
}
