CREATE TABLE "mail_provider_days" (
	"provider" text NOT NULL,
	"day" date NOT NULL,
	"handed_over" integer NOT NULL,
	CONSTRAINT "mail_provider_days_provider_day_pk" PRIMARY KEY("provider","day")
);
--> statement-breakpoint
CREATE TABLE "mail_providers" (
	"name" text PRIMARY KEY NOT NULL,
	"stopped_at" timestamp (6) with time zone,
	"stop_reason" text,
	"failing_batches" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp (6) with time zone,
	"rests_until" timestamp (6) with time zone,
	"warm_up_starts_on" date
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"bounce_kind" text,
	"reference" text,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"arrived_at" timestamp (6) with time zone NOT NULL,
	"tried_at" timestamp (6) with time zone,
	"applied_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "sending_pulse" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"beat" bigint NOT NULL,
	"beaten_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "sending_pulse_single" CHECK ("sending_pulse"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "on_provider_trouble" text DEFAULT 'hold' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "proven_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "delivered_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "delayed_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "bounced_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "bounce_kind" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "complained_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD COLUMN "delivered_count" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD COLUMN "bounced_count" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD COLUMN "hard_bounced_count" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD COLUMN "complained_count" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "job_outbox" ADD COLUMN "due_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sending_stop_reason" text;--> statement-breakpoint
CREATE INDEX "provider_events_open" ON "provider_events" USING btree ("arrived_at") WHERE "provider_events"."applied_at" is null;--> statement-breakpoint
CREATE INDEX "deliveries_exceptional" ON "deliveries" USING btree ("campaign_id") WHERE "deliveries"."dropped_at" is not null or "deliveries"."failed_at" is not null or "deliveries"."uncertain_at" is not null or "deliveries"."bounced_at" is not null or "deliveries"."complained_at" is not null;