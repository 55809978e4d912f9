CREATE TABLE "fact_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fact_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"changed_by" text,
	"changed_at" timestamp (6) with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "library_entries" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"entry" jsonb NOT NULL,
	"seed_hash" text,
	"edited_at" timestamp (6) with time zone,
	"edited_by" text,
	"retired_at" timestamp (6) with time zone,
	CONSTRAINT "library_entries_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "watch_list_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hashes" "bytea"[] NOT NULL,
	"note" text,
	"added_by" text NOT NULL,
	"added_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_kept" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"since" date NOT NULL,
	CONSTRAINT "calendar_kept_single" CHECK ("calendar_kept"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "observance_dates" (
	"observance_id" text NOT NULL,
	"occurrence" text NOT NULL,
	"nominal_date" date NOT NULL,
	"starts_on" date NOT NULL,
	"length_days" smallint DEFAULT 1 NOT NULL,
	"time_zone" text,
	"has_day" boolean NOT NULL,
	"source_url" text,
	"confirmed_by" text,
	"confirmed_at" timestamp (6) with time zone,
	"cancelled_at" timestamp (6) with time zone,
	"cancelled_by" text,
	"draft_document" text,
	"draft_tabled_on" date,
	"draft_source_url" text,
	"outcome" jsonb,
	"outcome_source_url" text,
	"outcome_by" text,
	"outcome_at" timestamp (6) with time zone,
	"changed_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "observance_dates_observance_id_occurrence_pk" PRIMARY KEY("observance_id","occurrence"),
	CONSTRAINT "observance_dates_confirmed_with_source" CHECK ("observance_dates"."confirmed_at" is null or ("observance_dates"."source_url" is not null and "observance_dates"."confirmed_by" is not null)),
	CONSTRAINT "observance_dates_outcome_with_source" CHECK ("observance_dates"."outcome" is null or ("observance_dates"."outcome_source_url" is not null and "observance_dates"."outcome_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "planned_drafts" (
	"campaign_id" uuid PRIMARY KEY NOT NULL,
	"observance_id" text NOT NULL,
	"occurrence" text NOT NULL,
	"nominal_date" date NOT NULL,
	"offset_days" smallint NOT NULL,
	"planned_for" date NOT NULL,
	"is_tentative" boolean NOT NULL,
	"voided_at" timestamp (6) with time zone,
	"void_reason" text,
	CONSTRAINT "planned_drafts_once" UNIQUE("observance_id","occurrence","offset_days")
);
--> statement-breakpoint
CREATE TABLE "staff_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"observance_id" text,
	"occurrence" text,
	"nominal_date" date,
	"offset_days" smallint,
	"about" date,
	"campaign_id" uuid,
	"fact_id" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"mailed_at" timestamp (6) with time zone,
	"done_at" timestamp (6) with time zone,
	"done_by" text,
	CONSTRAINT "staff_notices_once" UNIQUE NULLS NOT DISTINCT("kind","observance_id","occurrence","offset_days","about","campaign_id","fact_id")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "issue_id" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "event" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "corrects" uuid;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "embargo" jsonb;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "seed_hash" text;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "edited_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "retired_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "seed_hash" text;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "edited_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "fact_changes" ADD CONSTRAINT "fact_changes_changed_by_staff_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_entries" ADD CONSTRAINT "library_entries_edited_by_staff_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_list_entries" ADD CONSTRAINT "watch_list_entries_added_by_staff_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observance_dates" ADD CONSTRAINT "observance_dates_confirmed_by_staff_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observance_dates" ADD CONSTRAINT "observance_dates_cancelled_by_staff_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observance_dates" ADD CONSTRAINT "observance_dates_outcome_by_staff_id_fk" FOREIGN KEY ("outcome_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_drafts" ADD CONSTRAINT "planned_drafts_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_notices" ADD CONSTRAINT "staff_notices_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_notices" ADD CONSTRAINT "staff_notices_done_by_staff_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fact_changes_by_fact" ON "fact_changes" USING btree ("fact_id","changed_at");--> statement-breakpoint
CREATE INDEX "staff_notices_open" ON "staff_notices" USING btree ("created_at") WHERE "staff_notices"."done_at" is null;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_corrects_campaigns_id_fk" FOREIGN KEY ("corrects") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;