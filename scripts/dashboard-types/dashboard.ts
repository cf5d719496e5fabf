// The types of the Grafana Foundation SDK as JSON writes them, with the options of each type of panel that we use.
// scripts/check-dashboard-types compiles each dashboard against DashboardFile.
import type * as common from "@grafana/grafana-foundation-sdk/common";
import type * as dashboard from "@grafana/grafana-foundation-sdk/dashboard";
import type * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import type * as stat from "@grafana/grafana-foundation-sdk/stat";
import type * as statetimeline from "@grafana/grafana-foundation-sdk/statetimeline";
import type * as table from "@grafana/grafana-foundation-sdk/table";
import type * as text from "@grafana/grafana-foundation-sdk/text";
import type * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import type * as trend from "@grafana/grafana-foundation-sdk/trend";

/** An enum of strings is its strings; what only a builder has is left out. */
type Json<T> = 0 extends 1 & T
    ? any
    : T extends string
      ? `${T}`
      : T extends (infer U)[]
        ? Json<U>[]
        : T extends object
          ? { [K in keyof T as K extends `_${string}` ? never : K]: Json<T[K]> }
          : T;

type Target = Json<prometheus.Dataquery>;
type Transformation =
    | { id: "merge"; options: Record<string, never> }
    | {
          id: "organize";
          options: {
              excludeByName: Record<string, boolean>;
              includeByName: Record<string, boolean>;
              indexByName: Record<string, number>;
              renameByName: Record<string, string>;
          };
      }
    | {
          id: "convertFieldType";
          options: { conversions: { targetField: string; destinationType: "number" }[]; fields: Record<string, never> };
      }
    | { id: "sortBy"; options: { fields: Record<string, never>; sort: { field: string; desc: boolean }[] } };

interface DataLink {
    title: string;
    url: string;
    targetBlank: boolean;
}
type Standard = Omit<Json<dashboard.FieldConfig>, "custom" | "links"> & { links?: DataLink[] };
type Property<F, Prefix extends string> = {
    [K in keyof F & string]: { id: `${Prefix}${K}`; value: Exclude<F[K], undefined> };
}[keyof F & string];

type Visual<Type extends string, Options, Custom> = Omit<
    Json<dashboard.Panel>,
    "type" | "options" | "fieldConfig" | "targets" | "transformations"
> & {
    type: Type;
    description: string;
    options: Partial<Json<Options>>;
    fieldConfig: {
        defaults: Standard & { custom?: Partial<Json<Custom>> };
        overrides: {
            matcher: { id: "byName" | "byRegexp"; options: string };
            properties: (Property<Required<Standard>, ""> | Property<Required<Json<Custom>>, "custom.">)[];
        }[];
    };
    targets?: Target[];
    transformations?: Transformation[];
};

type Panel =
    | Visual<"stat", stat.Options, Record<string, never>>
    | Visual<"table", table.Options, common.TableFieldOptions>
    | Visual<"state-timeline", statetimeline.Options, statetimeline.FieldConfig>
    | Visual<"text", text.Options, Record<string, never>>
    | Visual<"timeseries", timeseries.Options, timeseries.FieldConfig>
    | Visual<"trend", trend.Options, trend.FieldConfig>;

type Row = Omit<Json<dashboard.RowPanel>, "panels"> & { panels: Panel[] };
type Variable = Omit<Json<dashboard.VariableModel>, "current"> & { current: Partial<dashboard.VariableOption> };
type Annotation = Omit<Json<dashboard.AnnotationQuery>, "target"> & { target?: Target };

export type DashboardFile = Omit<Json<dashboard.Dashboard>, "panels" | "templating" | "annotations"> & {
    panels: (Panel | Row)[];
    templating: { list: Variable[] };
    annotations: { list: Annotation[] };
};
